import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { rosa, said } from '#test/harness/chat.ts';
import { skipWithout } from '#test/harness/needs.ts';
import { goodList } from '../journeys/lists.ts';
import { openChatGround } from './ground/chat-ground.ts';
import { aRedis } from './ground/redis.ts';
import { drop } from './ground/story.ts';
import { isQuiet, until } from './ground/until.ts';
import { broken } from './invariants.ts';
import { PATIENCE_MS, tell } from './size.ts';

/** How long Rosa may wonder whether her press was heard. */
const ANSWER_MS = 2_500;

beforeEach((context) => {
  if (context.task.name.includes('Redis')) skipWithout('redis-server')(context);
});

it('makes one import of an event that Slack tells four times', { timeout: PATIENCE_MS }, async () => {
  const ground = await openChatGround();
  await ground.start().ready();

  ground.slack.faults.redeliver(4);
  await drop(ground, goodList(3, 'four.csv'));
  await ground.chat.message(rosa, 'Check this list', 'four.csv');
  await pause(500);

  const cards = ground.slack.snapshot(rosa).messages.filter((message) => said(message).includes('four.csv'));
  expect(await ground.db.import.count()).toBe(1);
  expect(cards).toHaveLength(1);
  expect(await ground.db.auditEntry.count({ where: { action: 'import-received' } })).toBe(1);
  tell('one event four times', { imports: 1, cards: cards.length });
});

it('loses no list whose event it had acknowledged when it died', { timeout: PATIENCE_MS }, async () => {
  const ground = await openChatGround();
  const dying = ground.start({ killAt: 'inbound:before' });
  await dying.ready();

  await drop(ground, goodList(3, 'acknowledged.csv'));
  await dying.ended;
  await ground.start().ready();

  await until('an import', async () => (await ground.db.import.count()) === 1, 15_000);
});

it('answers at once when Redis is down at Send, and starts the run when it is back', {
  timeout: PATIENCE_MS,
}, async () => {
  const redis = await aRedis({ keepsLog: false });
  const ground = await openChatGround({ settings: { REDIS_URL: redis.url } });
  const { chat, slack } = ground;
  await ground.start().ready();
  await drop(ground, goodList(30, 'redis.csv'));
  await chat.press(rosa, await chat.message(rosa, 'Check this list', 'redis.csv'), 'apply');
  const draft = await chat.inviteFrom(rosa, await chat.message(rosa, 'List imported'), 'redis.csv');
  await until('the queue to be at rest', () => isQuiet(ground));

  await redis.kill();
  const before = JSON.stringify(slack.snapshot(rosa).messages);
  const pressed = performance.now();
  await chat.press(rosa, draft, 'send');
  const acknowledged = performance.now() - pressed;
  const complaints = slack.snapshot(rosa).complaints;
  const answered = await until('an answer', () => JSON.stringify(slack.snapshot(rosa).messages) !== before, 5_000).then(
    () => performance.now() - pressed,
    () => Number.POSITIVE_INFINITY,
  );

  await redis.comeBack();
  const back = performance.now();
  await chat.message(rosa, 'Completed: 30 people invited');
  const resumed = performance.now() - back;
  tell('Redis down at Send', {
    'acknowledged ms': Math.round(acknowledged),
    'answered ms': Math.round(answered),
    'completed ms after it came back': Math.round(resumed),
  });

  expect(complaints).toEqual([]);
  expect(await broken(ground, { kills: 0 })).toEqual([]);
  expect(resumed).toBeLessThan(35_000);
  expect(answered).toBeLessThan(ANSWER_MS);
});
