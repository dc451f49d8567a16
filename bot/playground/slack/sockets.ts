import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { acceptSocket, type Peer } from './http/websocket.ts';
import { randomLetters } from './ids.ts';

const Answer = z.object({ envelope_id: z.string(), payload: z.record(z.string(), z.unknown()).default({}) });

/** Socket Mode: the connections that the app has opened. Any of them gets any event. */
export type Sockets = {
  /** Where one connection may be opened, once. */
  ticket(): string;
  accept(request: IncomingMessage, socket: Duplex): void;
  /** The app's answer to an envelope, as JSON; undefined when none came. */
  send(envelope: Record<string, unknown>, patience: AbortSignal): Promise<string | undefined>;
  open(): number;
  /** As Slack does every few hours: it asks the app to come back on another connection. */
  refresh(): void;
  /** They break without a word. */
  drop(): void;
};

export function makeSockets(): Sockets {
  const tickets = new Set<string>();
  const peers = new Set<Peer>();
  const waiting = new Map<string, (answer: string) => void>();

  function hear(text: string): void {
    const { data } = Answer.safeParse(JSON.parse(text));
    if (data) waiting.get(data.envelope_id)?.(JSON.stringify(data.payload));
  }

  return {
    ticket() {
      const path = `/link/?ticket=${randomLetters(24)}`;
      tickets.add(path);
      return path;
    },

    accept(request, socket) {
      if (!tickets.delete(request.url ?? '')) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const peer = acceptSocket(request, socket, { text: hear, closed: () => peers.delete(peer) });
      peers.add(peer);
      peer.send(JSON.stringify({ type: 'hello', num_connections: peers.size }));
    },

    send(envelope, patience) {
      const [peer] = peers;
      if (!peer) return Promise.resolve(undefined);
      const envelope_id = randomUUID();
      return new Promise((resolve) => {
        const done = (answer?: string) => {
          waiting.delete(envelope_id);
          resolve(answer);
        };
        waiting.set(envelope_id, done);
        patience.addEventListener('abort', () => done(), { once: true });
        peer.send(JSON.stringify({ envelope_id, ...envelope }));
      });
    },

    open: () => peers.size,
    refresh() {
      for (const peer of peers) peer.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    drop() {
      for (const peer of peers) peer.drop();
    },
  };
}
