import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

export type TestRedis = { url: string; stop(): Promise<void> };

/** A Redis of one's own that keeps nothing, from the machine's `redis-server` (ask `needs` first). */
export async function startRedis(settings: Record<string, string> = {}): Promise<TestRedis & AsyncDisposable> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-redis-'));
  const port = settings['port'] ?? (await freePort());
  const options = {
    port: String(port),
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const server = spawn(
    'redis-server',
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `redis://127.0.0.1:${port}`;
  await untilItAnswers(url);

  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop, [Symbol.asyncDispose]: stop };
}

async function untilItAnswers(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  for (let tries = 0; tries < 250; tries++) {
    try {
      await client.connect();
      client.disconnect();
      return;
    } catch {
      await pause(20);
    }
  }
  throw new Error(`redis-server does not answer at ${url}`);
}
