import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';

export type Muster = {
  url: string;
  pid: number;
  dataDir: string;
  /** Milliseconds from the start of the process until /readyz said 200. */
  readyAfter: number;
  /** Everything it has written so far. */
  output(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
};

const bare = { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'info' };

/** A folder that the built-in PostgreSQL can live in, root or not. */
export const makeDataDir = () => mkdtempSync(join(tmpdir(), 'muster-data-'));

/** The real process, as `npm start` runs it, with nothing in its environment but what is given. */
export async function startMuster(settings: Record<string, string> = {}): Promise<Muster> {
  const begun = performance.now();
  const port = settings['PORT'] ?? String(await freePort());
  const dataDir = settings['DATA_DIR'] ?? makeDataDir();
  const child = run({ ...settings, PORT: port, DATA_DIR: dataDir });
  const output = gather(child);
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, output);

  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    readyAfter: performance.now() - begun,
    output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** For a start that is refused: the exit code and what was said. */
export async function tryToStart(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = run({ PORT: String(await freePort()), DATA_DIR: makeDataDir(), ...settings });
  const output = gather(child);
  await once(child, 'exit');
  return { code: child.exitCode, said: output() };
}

function run(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that fails half-way must not leave it running.
  process.once('exit', () => child.kill());
  return child;
}

/** Everything that a process says, so far. */
export function gather(child: ChildProcess): () => string {
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  return () => written;
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.status === 200) return;
    if (child.exitCode !== null) throw new Error(`Muster did not start:\n${output()}`);
    await pause(50);
  }
}
