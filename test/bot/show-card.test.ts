import { afterEach, beforeEach, expect, it } from 'vitest';
import { showCard } from '#bot/announce/show-card.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { cardsOutOfDate, ringStaleCards } from '#core/store/cards.ts';
import { onboarding, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
let companyId: string;
beforeEach(async () => {
  world = await openBotWorld();
  companyId = world.operator.companyId;
});
afterEach(() => world.close());

const show = (cardId: string) => showCard({ companyId, cardId }, world.context);
const edits = () => world.slack.calls().filter(({ method }) => method === 'chat.update').length;
const cards = (channel: string) =>
  world.slack.messages(channel).filter((one) => said(one).includes('Checking list.csv'));

/** A card that stands in the channel and does not show the present. */
async function aStaleCard(): Promise<string> {
  const { db, operator, place } = world;
  const given = { upload: { fileId: 'F1' }, fileName: 'list.csv', addNumbers: true, sendLoginMail: false };
  await receiveImport({ db }, operator, { ...given, place, sourceKey: 'one' });
  const card = await db.card.findFirstOrThrow();
  await show(card.id);
  await cardsOutOfDate(db, { companyId, subjectId: card.subjectId });
  await db.outbox.deleteMany();
  return card.id;
}

const isStale = async () => {
  const { shown, wanted } = await world.db.card.findFirstOrThrow();
  return shown < wanted;
};

it('says a card anew where Slack does not let us edit it any more', async () => {
  const card = await aStaleCard();
  world.slack.faults.next('chat.update', { error: 'edit_window_closed' });

  await show(card);

  expect(await isStale()).toBe(false);
  expect(cards(onboarding)).toHaveLength(2);
});

it('goes on in the direct conversation when the channel is archived', async () => {
  const card = await aStaleCard();
  world.slack.faults.next('chat.update', { error: 'is_archived' });
  world.slack.faults.next('chat.postMessage', { error: 'is_archived' });

  await show(card);

  expect(await isStale()).toBe(false);
  expect(cards('D0ROSA')).toHaveLength(1);
});

it('leaves Slack in peace for as long as Slack asks for', async () => {
  const card = await aStaleCard();
  world.slack.faults.next('chat.update', { retryAfter: 30 });
  await expect(show(card)).rejects.toMatchObject({ retry: { afterMs: 30_000 } });

  await show(card);
  await ringStaleCards(world.db);

  expect(edits()).toBe(1);
  expect(await world.db.outbox.count()).toBe(0);
});

it('tries a card that Slack refuses ever more seldom', async () => {
  const card = await aStaleCard();
  world.slack.faults.next('chat.update', { error: 'invalid_blocks', times: 2 });

  await expect(show(card)).rejects.toMatchObject({ retry: 'never' });
  await ringStaleCards(world.db);
  const rungAtOnce = await world.db.outbox.count();
  await world.db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
  await ringStaleCards(world.db);

  expect(rungAtOnce).toBe(0);
  expect(await world.db.outbox.count()).toBe(1);
});
