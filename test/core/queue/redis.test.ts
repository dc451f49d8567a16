import { Redis } from 'ioredis';
import pino from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { checkRedis } from '#core/queue/redis.ts';
import { openQueues } from '#core/queue.ts';
import { freePort } from '#test/harness/free-port.ts';
import { skipWithout } from '#test/harness/needs.ts';
import { startRedis } from '#test/harness/redis.ts';

beforeEach(skipWithout('redis-server'));

it('refuses a Redis that may throw jobs away', async () => {
  await using redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });

  await expect(checkRedis(redis.url)).rejects.toThrow(
    'The Redis of REDIS_URL may drop jobs: its maxmemory-policy must be noeviction, but it is allkeys-lru.',
  );
});

it('is content with a Redis that forbids CONFIG, as hosted ones do', async () => {
  await using redis = await startRedis();
  const client = new Redis(redis.url);
  await client.call('ACL', 'SETUSER', 'default', '-config');
  client.disconnect();

  await expect(checkRedis(redis.url)).resolves.toBeUndefined();
});

it('waits for a Redis that starts later', async () => {
  const port = await freePort();
  const waiting = checkRedis(`redis://127.0.0.1:${port}`);

  await using redis = await startRedis({ port: `${port}` });

  await expect(waiting).resolves.toBeUndefined();
  expect(redis.url).toContain(`${port}`);
});

it('says which setting leads nowhere', async () => {
  const port = await freePort();

  await expect(checkRedis(`redis://:hush@127.0.0.1:${port}`, 0)).rejects.toThrow(
    `The Redis at 127.0.0.1:${port} of REDIS_URL cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
  );
});

it('does not keep the one waiting who rings while Redis is away, and closes without a word', async () => {
  const redis = await startRedis();
  const queues = await openQueues({ REDIS_URL: redis.url }, '', pino({ level: 'silent' }));
  await redis.stop();

  const start = Date.now();
  const ring = queues.add('work', { name: 'wake', data: {}, key: 'one', attempts: 1 });

  await expect(ring).rejects.toThrow();
  await expect(queues.ping()).rejects.toThrow();
  expect(Date.now() - start).toBeLessThan(5_000);
  await queues.close();
});
