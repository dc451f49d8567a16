import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { converse } from './conversation.ts';

const Recorded = z.object({
  /** Whom each accepted letter was for, in the order of their coming. */
  rcpts: z.array(z.string()),
  /** When each of them came, in milliseconds since 1970. */
  times: z.array(z.number()),
  /** Every 50th letter, whole. */
  sample: z.array(z.object({ rcpt: z.string(), raw: z.string() })),
});
export type Recorded = z.infer<typeof Recorded>;

export type RecordingSink = {
  url: string;
  pid: number;
  /** What has come since the last time. */
  take(): Promise<Recorded>;
  stop(): Promise<void>;
};

const EVERY = 50;

/**
 * A mail server in a process of its own that keeps what the check afterwards needs. It costs as much CPU for a letter as
 * Postfix's smtp-sink, which can keep letters only at twice the cost.
 */
export async function startRecordingSink({ latencyMs = 0 } = {}): Promise<RecordingSink> {
  const child = fork(fileURLToPath(import.meta.url), [String(latencyMs)], { execArgv: ['--import', 'tsx'] });
  const [url] = await once(child, 'message');
  return {
    url: z.string().parse(url),
    pid: child.pid ?? 0,
    async take() {
      child.send('take');
      const [recorded] = await once(child, 'message');
      return Recorded.parse(recorded);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

const nothing = (): Recorded => ({ rcpts: [], times: [], sample: [] });

function serve(latencyMs: number): void {
  let recorded = nothing();
  const server = createServer((socket) =>
    converse(socket, {
      latencyMs,
      accepted(rcpt, letter) {
        recorded.times.push(Date.now());
        if (recorded.rcpts.push(rcpt) % EVERY === 0) recorded.sample.push({ rcpt, raw: letter() });
      },
    }),
  );
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') process.send?.(`smtp://127.0.0.1:${address.port}`);
  });
  process.on('message', () => {
    process.send?.(recorded);
    recorded = nothing();
  });
  process.once('disconnect', () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve(Number(process.argv[2]));
