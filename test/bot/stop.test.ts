import { afterEach, beforeEach, expect, it } from 'vitest';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeEach(async () => {
  world = await openBotWorld();
});
afterEach(() => world.close());

it('ends what it has acknowledged before it stops', async () => {
  world.slack.faults.next('users.info', { delayMs: 400 });
  await world.chat.hands.type(rosa, { channel: onboarding }, '@Muster please', [goodList(1, 'acknowledged.csv')]);

  await world.bot.stop();

  expect(await world.db.import.count()).toBe(1);
});

it('answers what was typed before it stops', async () => {
  world.slack.faults.next('users.info', { delayMs: 400 });
  await world.chat.type(rosa, '/muster about');

  await world.bot.stop();

  expect(world.slack.messages(onboarding).map(said).join()).toContain('Muster 0.0.0');
});
