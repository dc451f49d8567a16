import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspace } from '#bot/playground/cast.ts';
import { onboarding, rosa } from '../harness/chat.ts';
import { type CardWorld, openCardWorld, until } from './card-world.ts';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

it('asks Slack once for a pace, and not once for each card', async () => {
  const cards = [await aShownCard(), await aShownCard(), await aShownCard()];
  for (const card of cards) await world.changed(card);
  world.slack.faults.next('chat.update', { retryAfter: 30 });

  for (const card of cards) await expect(world.show(card)).rejects.toMatchObject({ retry: { afterMs: 30_000 } });

  expect(world.calls('chat.update')).toBe(1);
});

it('answers a person at once while Slack makes the cards wait', async () => {
  const card = await aShownCard();
  await world.changed(card);
  await world.aRunWithSummary();
  for (const method of ['chat.update', 'chat.postMessage', 'conversations.open', 'files.info']) {
    world.slack.faults.next(method, { retryAfter: 30, times: 100 });
  }
  await expect(world.show(card)).rejects.toMatchObject({ retry: { afterMs: 30_000 } });
  await expect(world.platform.direct(workspace.id, rosa)).rejects.toMatchObject({ retry: { afterMs: 30_000 } });
  await expect(world.platform.fetch(workspace.id, { fileId: 'F1' }, 1)).rejects.toMatchObject({
    retry: { afterMs: 30_000 },
  });

  // The machine may be busy with other tests; a pause of 30 s would be in every answer.
  await expect.poll(statusAnswered, { timeout: 25_000 }).toBeLessThan(500);
});

async function aShownCard(): Promise<string> {
  const card = await world.aNewCard();
  await world.show(card);
  return card;
}

/** For how many milliseconds Rosa waits for what she asked. */
async function statusAnswered(): Promise<number> {
  const answers = () => world.slack.messages(onboarding).filter(({ onlyFor }) => onlyFor === rosa).length;
  const before = answers();
  const asked = performance.now();
  await world.chat.type(rosa, '/muster status');
  await until(() => answers() > before);
  return performance.now() - asked;
}
