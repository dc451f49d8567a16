import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#test/harness/free-port.ts';

/** Debian's package postfix brings both; its server need not run. */
export const hasPostfix = ['smtp-sink', 'smtp-source'].every(
  (program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0,
);

export type SmtpSink = { url: string; stop(): Promise<void> };

/** Postfix's own sink, which throws everything away. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const port = await freePort();
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const sink = spawn('smtp-sink', [...user, `127.0.0.1:${port}`, '1024'], { stdio: 'ignore' });
  await untilItListens(port, sink);
  return {
    url: `smtp://127.0.0.1:${port}`,
    async stop() {
      const ended = once(sink, 'exit');
      sink.kill();
      await ended;
    },
  };
}

async function untilItListens(port: number, sink: ChildProcess): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    if (sink.exitCode !== null) throw new Error('smtp-sink did not start');
    await pause(20);
  }
}

const MESSAGES = 20_000;

/** Letters a second that `smtp-source -d -s 20` hands to a sink: each connection is kept, its commands are not pipelined. */
export async function smtpSourceRate(url: string, letterBytes: number): Promise<number> {
  const to = ['-f', 'source@bench.example.com', '-t', 'sink@bench.example.com'];
  const size = ['-d', '-s', '20', '-m', String(MESSAGES), '-l', String(letterBytes)];
  const begun = performance.now();
  const source = spawn('smtp-source', [...size, ...to, `inet:${new URL(url).host}`], { stdio: 'inherit' });
  const [code] = await once(source, 'exit');
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`);
  return (MESSAGES * 1_000) / (performance.now() - begun);
}
