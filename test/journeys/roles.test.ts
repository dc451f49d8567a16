import { expect, it } from 'vitest';
import { rosa } from '../harness/chat.ts';
import { openHouse } from '../harness/house.ts';
import { needs } from '../harness/needs.ts';
import { startRedis } from '../harness/redis.ts';
import { goodList } from './lists.ts';

it('does the job in several processes over the same stores', { timeout: 180_000 }, async ({ skip }) => {
  if (!needs('redis-server')) skip('redis-server is not installed');
  await using redis = await startRedis();
  const house = await openHouse({ ROLE: 'bot', REDIS_URL: redis.url });
  const jobs = await house.join({ ROLE: 'jobs' });
  await house.join({ ROLE: 'jobs' });
  const { chat } = house;

  await chat.importList(rosa, goodList(40, 'several.csv'));
  await chat.press(rosa, await chat.message(rosa, 'Check this list', 'several.csv'), 'apply');
  const draft = await chat.inviteFrom(rosa, await chat.message(rosa, 'List imported'), 'several.csv');
  await chat.press(rosa, draft, 'send');
  await chat.message(rosa, 'Completed: 40 people invited');

  expect(house.sink.received()).toHaveLength(40);
  expect((await fetch(`${house.muster.url}/playground`)).status).toBe(404);
  expect((await fetch(`${jobs.url}/slack/events`, { method: 'POST' })).status).toBe(404);
  expect(await jobs.stop()).toBe(0);
  await house.close();
});
