import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'bullmq';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#core/fault.ts';
import { createBackend } from '#core/queue/backend.ts';
import { openQueueConnection } from '#core/queue/connection.ts';
import { ALIVE, listen } from '#core/queue/listen.ts';
import { type Listening, openQueues, type Queues, type Ring } from '#core/queue.ts';
import { makeDatabase } from '#test/harness/database.ts';
import { needs, skipWithout } from '#test/harness/needs.ts';
import { startRedis } from '#test/harness/redis.ts';
import { startProxy } from '../../crash/ground/proxy.ts';

type Store = { config: { REDIS_URL?: string }; databaseUrl: string; stop(): Promise<void> };

const silent = pino({ level: 'silent' });

const stores: Record<string, () => Promise<Store>> = {
  async PostgreSQL() {
    const database = await makeDatabase();
    return { config: {}, databaseUrl: database.url, stop: database.drop };
  },
  async Redis() {
    if (!needs('redis-server')) return { config: {}, databaseUrl: '', stop: async () => {} };
    const redis = await startRedis();
    return { config: { REDIS_URL: redis.url }, databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', stop: redis.stop };
  },
};

describe.each(Object.keys(stores))('queues on %s', (name) => {
  let store: Store;
  let queues: Queues;
  const workers: Listening[] = [];

  if (name === 'Redis') beforeEach(skipWithout('redis-server'));

  beforeAll(async () => {
    const open = stores[name];
    if (!open) throw new Error(name);
    store = await open();
    if (store.databaseUrl) queues = await openQueues(store.config, store.databaseUrl, silent);
  });

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await queues?.close();
    await store.stop();
  });

  const consume = async (work: (data: unknown, name: string) => Promise<void>) => {
    const worker = await queues.listen('work', { hear: ({ data, name }) => work(data, name), room: 4, lost: () => {} });
    workers.push(worker);
    return worker;
  };
  const ring = (key: string, more: Partial<Ring> = {}): Promise<void> =>
    queues.add('work', { name: 'wake', data: {}, key, attempts: 1, ...more });

  it('hands over what is for later then, and what is for now meanwhile', async () => {
    const heard: { key: unknown; after: number }[] = [];
    const begun = performance.now();
    const worker = await consume(
      async (data) => void heard.push({ ...(data as { key: string }), after: performance.now() - begun }),
    );

    await ring('later', { data: { key: 'later' }, delayMs: 1_000 });
    await ring('now', { data: { key: 'now' } });
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2);
    await worker.stop();

    expect(heard.map(({ key }) => key)).toEqual(['now', 'later']);
    expect(heard[1]?.after).toBeGreaterThan(950);
  });

  it('hands over what was rung, with its name and data', async () => {
    const heard: unknown[] = [];
    const worker = await consume(async (data, name) => void heard.push({ name, data }));

    await ring('one', { data: { companyId: 'c1' } });

    await expect.poll(() => heard).toEqual([{ name: 'wake', data: { companyId: 'c1' } }]);
    await worker.stop();
  });

  it('rings once for one key that waits, and once for each key', async () => {
    let heard = 0;
    for (let i = 0; i < 10; i++) await ring('same');
    await ring('other');

    const worker = await consume(async () => void heard++);

    await expect.poll(() => heard).toBe(2);
    await pause(100);
    expect(heard).toBe(2);
    await worker.stop();
  });

  it('never loses the ring that follows a change, even while the one before is worked on', async () => {
    let state = 0;
    let seen = 0;
    const worker = await consume(async () => {
      const read = state;
      await pause(Math.random() * 8);
      seen = read;
    });

    for (let i = 0; i < 100; i++) {
      state++;
      await ring('state');
      await pause(Math.random() * 6);
    }

    await expect.poll(() => seen, { timeout: 10_000 }).toBe(100);
    await worker.stop();
  });

  it('tries again after a failure, and rings again after the last one failed', async () => {
    let tries = 0;
    const worker = await consume(async () => {
      tries++;
      if (tries <= 3) throw new Error('not yet');
    });

    await ring('failing', { attempts: 2 });
    await expect.poll(() => tries, { timeout: 6_000 }).toBe(2);
    await expect
      .poll(async () => {
        await ring('failing', { attempts: 2 });
        return tries;
      })
      .toBeGreaterThan(2);

    await expect.poll(() => tries, { timeout: 6_000 }).toBeGreaterThanOrEqual(4);
    await worker.stop();
  });

  it('hears a ring that came while the one before was failing for good', async () => {
    const heard: number[] = [];
    const worker = await consume(async (data) => {
      heard.push(heard.length);
      if (heard.length > 1) return;
      await ring('doomed', { data: { again: true } });
      throw new Fault(`no use: ${JSON.stringify(data)}`, { retry: 'never' });
    });

    await ring('doomed', { attempts: 5 });

    await expect.poll(() => heard).toEqual([0, 1]);
    await worker.stop();
  });

  it('hears what a process had in hand when it died, and what rang meanwhile, within seconds', async () => {
    let taken = 0;
    const soon = { lockDuration: 200, stalledInterval: 200 };
    const connection = await openQueueConnection(store.config, store.databaseUrl);
    const never = new Worker(
      'work',
      () => {
        taken++;
        return new Promise<void>(() => {});
      },
      { connection, ...ALIVE, ...soon, skipLockRenewal: true, skipStalledCheck: true },
      createBackend,
    );
    never.on('error', () => {});
    await ring('orphan');
    await expect.poll(() => taken).toBe(1);
    await never.close(true);
    await ring('orphan');
    let heard = 0;

    const worker = new Worker('work', async () => void heard++, { connection, ...ALIVE, ...soon }, createBackend);
    worker.on('error', () => {});

    await expect.poll(() => heard, { timeout: 15_000 }).toBe(2);
    expect(ALIVE.lockDuration + ALIVE.stalledInterval).toBeLessThanOrEqual(15_000);
    await worker.close();
  });

  it('answers a ping', async () => {
    await expect(queues.ping()).resolves.toBeUndefined();
  });
});

it('hears what was rung though PostgreSQL was out of reach when it began to listen', async () => {
  const database = await makeDatabase();
  const queues = await openQueues({}, database.url, silent);
  const proxy = await startProxy(Number(new URL(database.url).port));
  proxy.refuse();
  let heard = 0;

  const listening = listen({ store: 'postgres', url: proxy.through(database.url) }, 'work', {
    hear: async () => void heard++,
    room: 1,
    lost: () => {},
  });
  await queues.add('work', { name: 'wake', data: {}, key: 'early', attempts: 1 });
  await pause(300);
  proxy.heal();

  await expect.poll(() => heard).toBe(1);
  await (await listening).stop();
  await queues.close();
  await proxy.stop();
  await database.drop();
});
