import { afterEach, beforeEach, expect, it } from 'vitest';
import { rosa } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeEach(async () => {
  world = await openBotWorld();
});
afterEach(() => world.close());

it('imports each of several lists that are dropped together', async () => {
  await world.chat.hands.type(rosa, { channel: 'D0ROSA' }, '', [goodList(1, 'one.csv'), goodList(1, 'two.csv')]);

  await expect
    .poll(
      async () => (await world.db.import.findMany({ select: { fileName: true } })).map(({ fileName }) => fileName),
      { timeout: 15_000 },
    )
    .toEqual(expect.arrayContaining(['one.csv', 'two.csv']));
});
