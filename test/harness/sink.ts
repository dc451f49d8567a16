import { createServer, type Server, type Socket } from 'node:net';
import { converse } from './sink-conversation.ts';
import { plan, type SinkFault, type Struck } from './sink-faults.ts';

export type Received = { rcpt: string; messageId: string; raw: string };

export type SinkOptions = {
  port?: number;
  faults?: SinkFault[];
  /** Milliseconds before each reply. */
  delay?: number;
  seed?: number;
  pipelining?: boolean;
  /** Who comes in addition to so many is told 421. */
  mostConnections?: number;
  /** Called before the reply to an accepted letter leaves: what it writes down is older than any `sent`. */
  record?: (received: Received) => void;
  /** Called when a fault strikes. */
  struck?: (struck: Struck) => void;
  /** Milliseconds after which a connection that went silent is ended. Without it, it stays silent for ever. */
  silence?: number;
};

export type Sink = {
  url: string;
  received(): Received[];
  /** Every line the clients sent outside of letters. */
  commands(): string[];
  connections(): number;
  /** From now on these faults, instead of the ones before. */
  strike(faults: SinkFault[]): void;
  /** Ends all connections without a word; the sink goes on listening. */
  hangUp(): void;
  stop(): Promise<void>;
};

/** An SMTP server that accepts every letter, or misbehaves exactly as told. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const received: Received[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let strikes = plan(options.faults ?? [], options.seed);

  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.setNoDelay());
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    if (sockets.size > (options.mostConnections ?? Number.POSITIVE_INFINITY)) {
      socket.end('421 4.7.0 too many connections\r\n');
      return;
    }
    const keep = (letter: Received) => {
      received.push(letter);
      options.record?.(letter);
    };
    converse(socket, {
      ...options,
      keep,
      heard: (line) => commands.push(line),
      fault(at, rcpt) {
        const does = strikes(at, rcpt);
        if (does !== undefined) options.struck?.({ at, does });
        return does;
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    received: () => received,
    commands: () => commands,
    connections: () => connections,
    strike: (faults) => {
      strikes = plan(faults, options.seed);
    },
    hangUp,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
}
