import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { verifyUrl } from './deliver/event.ts';
import { makeHands } from './hands/index.ts';
import { makeServer } from './http/server.ts';
import { makeKeeper } from './keep.ts';
import { makeWorld } from './make-world.ts';
import type { SlackDouble, SlackDoubleOptions } from './options.ts';
import { asMessage, fileFor, snapshotFor } from './snapshot.ts';
import { messageKey } from './state.ts';

export type { Fault, FileMode } from './faults.ts';
export type { Call, Violation } from './log.ts';
export { defaultScopes, type SlackDouble, type SlackDoubleOptions } from './options.ts';

/** Starts a strict local Slack: it speaks Slack's HTTP to the bot, and gives people hands. */
export async function startSlackDouble(options: SlackDoubleOptions): Promise<SlackDouble> {
  const listeners = new Set<() => void>();
  const end = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const { state, contents, save } = makeKeeper(options.keep);
  let url = '';

  const world = makeWorld(options, {
    url: () => url,
    changed() {
      if (end.signal.aborted) return;
      save();
      for (const listener of listeners) listener();
    },
    later(delayMs, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void work();
      }, delayMs);
      timers.add(timer);
    },
    ended: end.signal,
    state,
    contents,
  });

  const server = makeServer(world);
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const leave = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  await listen(options.port ?? 0);
  url = addressOf(server.address());

  return {
    url,
    apiUrl: `${url}/api/`,
    hands: makeHands(world),
    snapshot: (personId) => snapshotFor(world, personId),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    messages: (channel) => [...world.state.messages.values()].filter((one) => one.channel === channel).map(asMessage),
    file: (fileId, personId) => fileFor(world, fileId, personId),
    reload(personId) {
      for (const message of world.state.messages.values()) {
        if (message.onlyFor === personId) world.state.messages.delete(messageKey(message));
      }
      world.changed();
    },
    faults: world.faultBox.faults,
    calls: () => world.log.calls,
    violations: () => world.log.violations,
    deliverTo(to) {
      world.deliverTo = to;
    },
    verifyUrl: () => verifyUrl(world),
    leave,
    comeBack: () => listen(Number(new URL(url).port)),
    async stop() {
      end.abort();
      for (const timer of timers) clearTimeout(timer);
      await leave();
    },
  };
}

function addressOf(address: AddressInfo | string | null): string {
  if (!address || typeof address === 'string') throw new Error('The Slack double has no port');
  return `http://127.0.0.1:${address.port}`;
}
