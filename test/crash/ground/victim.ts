import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '#core/process/crash-point.ts';
import { gather } from '#test/harness/muster.ts';

/** The real process, in which things go wrong. */
export type Victim = {
  pid: number;
  isAlive(): boolean;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** It stands still as in a long pause of its machine, and goes on with `thaw`. */
  freeze(): void;
  thaw(): void;
  /** SIGTERM. The exit code, null when it did not end by itself. */
  stop(): Promise<number | null>;
  ended: Promise<void>;
  /** The signal that ended it. */
  signal(): NodeJS.Signals | null;
  output(): string;
  /** Where it listens, once it is ready to serve. */
  ready(): Promise<string>;
};

export type Fate = { killAt?: CrashPoint; nth?: number };

const root = fileURLToPath(new URL('../../..', import.meta.url));
const killHere = new URL('../kill-here.ts', import.meta.url).href;
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts as `npm start` does, with nothing in its environment but what is given, and dies where it is told to. */
export function startVictim(settings: Record<string, string>, { killAt, nth = 1 }: Fate = {}): Victim {
  const preload = killAt ? ['--import', killHere] : [];
  const child = spawn(process.execPath, ['--import', 'tsx', ...preload, 'bot/main.ts'], {
    cwd: root,
    env: {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'info', PORT: '0' },
      ...(killAt && { KILL_HERE: `${killAt}*${nth}` }),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const output = gather(child);
  const ended = once(child, 'exit').then(() => void alive.delete(child));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };

  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => end('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      await end('SIGTERM');
      return child.exitCode;
    },
    ended,
    signal: () => child.signalCode,
    output,
    ready: () => untilReady(child, output),
  };
}

async function untilReady(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const address = /"address":"(http:[^"]+)","msg":"ready"/.exec(output())?.[1];
    if (address) return address;
    if (child.exitCode !== null || child.signalCode) throw new Error(`Muster did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
