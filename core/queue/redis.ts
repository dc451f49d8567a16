import { setTimeout as pause } from 'node:timers/promises';
import { Redis, ReplyError } from 'ioredis';
import { StartError } from '../process/start-error.ts';

// Containers start in any order, so a server that is not there yet gets a while.
const PATIENCE_MS = 15_000;

/** Refuses a Redis that may throw jobs away when its memory is full. */
export async function checkRedis(url: string, patienceMs = PATIENCE_MS): Promise<void> {
  // Unlike CONFIG GET, INFO is allowed on hosted Redis too.
  const memory = await ask(url, Date.now() + patienceMs);
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy === 'noeviction') return;

  throw new StartError(
    `The Redis of REDIS_URL may drop jobs: its maxmemory-policy must be noeviction, but it is ${policy ?? 'not told'}.`,
  );
}

async function ask(url: string, deadline: number): Promise<string> {
  for (;;) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
    let cause: unknown;
    client.on('error', (error) => {
      cause = error;
    });
    try {
      await client.connect();
      return await client.info('memory');
    } catch (error) {
      if (error instanceof ReplyError || Date.now() > deadline) throw sentence(url, cause ?? error);
    } finally {
      client.disconnect();
    }
    await pause(250);
  }
}

function sentence(url: string, cause: unknown): StartError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartError(`The Redis at ${new URL(url).host} of REDIS_URL cannot be used: ${reason}`, { cause });
}
