import { connect, createServer, type Socket } from 'node:net';

/** A stretch of network that can be told to misbehave: in front of PostgreSQL, Redis or a mail server. */
export type FaultProxy = {
  port: number;
  /** The same address, through here. */
  through(url: string): string;
  /** New connections go to this port from now on. */
  leadTo(port: number): void;
  /** Each piece arrives so many milliseconds later, both ways. */
  delay(ms: number): void;
  /** Ends all connections at once; new ones are let in. */
  cut(): void;
  /** Turns new connections away; those that stand stay. */
  refuse(): void;
  /** Takes everything and passes nothing on, as a cable that is out does. */
  goSilent(): void;
  /** Everything as it should be. What was held back while it was silent is lost. */
  heal(): void;
  connections(): number;
  stop(): Promise<void>;
};

export async function startProxy(target: number): Promise<FaultProxy> {
  const pairs = new Set<[Socket, Socket]>();
  const now = { leadsTo: target, delayMs: 0, refusing: false, silent: false };

  const server = createServer((near) => {
    if (now.refusing) return void near.resetAndDestroy();
    const far = connect(now.leadsTo, '127.0.0.1');
    const pair: [Socket, Socket] = [near.setNoDelay(), far.setNoDelay()];
    pairs.add(pair);
    carry(near, far);
    carry(far, near);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        // A side that is gone is not noticed through a dead cable.
        if (!now.silent) for (const one of pair) one.destroy();
      });
    }
  });

  function carry(from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      if (now.silent) return;
      if (now.delayMs === 0) to.write(bytes);
      else setTimeout(() => to.writable && to.write(bytes), now.delayMs);
    });
  }

  function cut(): void {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    through(url) {
      const led = new URL(url);
      led.host = `127.0.0.1:${port}`;
      return led.href;
    },
    leadTo(next) {
      now.leadsTo = next;
    },
    delay(ms) {
      now.delayMs = ms;
    },
    cut,
    refuse() {
      now.refusing = true;
    },
    goSilent() {
      now.silent = true;
    },
    heal() {
      Object.assign(now, { delayMs: 0, refusing: false, silent: false });
    },
    connections: () => pairs.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
