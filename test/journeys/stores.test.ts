import { afterAll, describe, expect, it } from 'vitest';
import { makeChat } from '../harness/chat.ts';
import { makeDatabase } from '../harness/database.ts';
import { type Muster, startMuster } from '../harness/muster.ts';
import { needs } from '../harness/needs.ts';
import { playgroundAt } from '../harness/playground.ts';
import { startRedis } from '../harness/redis.ts';
import { doTheMainJob } from './main-job.ts';

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const stores = [
  { database: 'built-in', queue: 'PostgreSQL' },
  { database: 'built-in', queue: 'Redis' },
  { database: 'external', queue: 'PostgreSQL' },
  { database: 'external', queue: 'Redis' },
];

describe.each(stores)('with the $database database and the queue on $queue', ({ database, queue }) => {
  it('does the main job from the list to the mails', { timeout: 180_000 }, async ({ skip }) => {
    if (queue === 'Redis' && !needs('redis-server')) skip('redis-server is not installed');
    const muster = await start({ database, queue });
    const playground = playgroundAt(muster.url);

    await doTheMainJob(makeChat(playground), async () => (await playground.state('U0ROSA')).mails);

    expect(await muster.stop()).toBe(0);
    expect(muster.output()).not.toMatch(/"level":"(error|fatal)"/);
  });
});

async function start({ database, queue }: (typeof stores)[number]): Promise<Muster> {
  const settings: Record<string, string> = {};
  if (queue === 'Redis') {
    const redis = await startRedis();
    closing.push(redis.stop);
    settings['REDIS_URL'] = redis.url;
  }
  if (database === 'external') {
    const { url, drop } = await makeDatabase();
    closing.push(drop);
    settings['DATABASE_URL'] = url;
    settings['SECRET_KEY'] = Buffer.alloc(32, 3).toString('base64');
  }
  return startMuster(settings);
}
