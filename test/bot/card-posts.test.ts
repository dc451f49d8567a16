import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showCard } from '#bot/announce/show-card.ts';
import type { Fault } from '#bot/playground/slack/index.ts';
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
const calls = (method: string) => world.slack.calls().filter((call) => call.method === method).length;
const visible = (channel = onboarding) =>
  world.slack.messages(channel).filter((one) => said(one).includes('Checking list.csv'));

let lists = 0;

/** A card that wants to be shown for the first time. */
async function aNewCard(): Promise<string> {
  const { db, operator, place } = world;
  const given = { upload: { fileId: 'F1' }, fileName: 'list.csv', addNumbers: true, sendLoginMail: false };
  await receiveImport({ db }, operator, { ...given, place, sourceKey: `list-${++lists}` });
  const { id } = await db.card.findFirstOrThrow();
  return id;
}

/** The card's import is not what it was. */
async function changed(cardId: string): Promise<void> {
  const { subjectId } = await world.db.card.findFirstOrThrow({ where: { id: cardId } });
  await cardsOutOfDate(world.db, { companyId, subjectId });
}

const cardRow = () => world.db.card.findFirstOrThrow();

const penExpires = () => world.db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
const aMinutePasses = () => world.db.$executeRaw`UPDATE card SET unsure_at = unsure_at - interval '61 seconds'`;

/** Waits until this is so. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 15_000, interval: 20 }).toBe(true);
}

describe('a post that arrived although nobody said so is not repeated', () => {
  const unheard: Record<string, Fault> = {
    'a status of 500': { takesEffect: true, status: 500 },
    'a connection that breaks': { takesEffect: true, dropConnection: true },
    'an error of Slack itself': { takesEffect: true, error: 'internal_error' },
    'silence for longer than we wait': { takesEffect: true, delayMs: 60_000 },
  };

  it.each(Object.entries(unheard))('after %s', async (_what, fault) => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', fault);

    await expect(show(card)).rejects.toMatchObject({ retry: 'later' });
    await show(card);

    expect(visible()).toHaveLength(1);
    expect(await cardRow()).toMatchObject({ messageId: visible()[0]?.ts, shown: 1, wanted: 1 });
    expect(calls('chat.postMessage')).toBe(1);
  });

  it('after the death of whoever posted it', async () => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', { takesEffect: true, delayMs: 60_000 });
    const dies = show(card).catch(() => {});
    await until(() => visible().length === 1);
    await penExpires();

    await show(card);

    expect(visible()).toHaveLength(1);
    expect(calls('chat.postMessage')).toBe(1);
    await dies;
  });

  it('in a thread', async () => {
    world.place.root = await world.platform.say(world.place, { kind: 'too-late' });
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', { takesEffect: true, status: 500 });

    await expect(show(card)).rejects.toThrow();
    await show(card);

    expect(visible()).toMatchObject([{ threadTs: world.place.root }]);
  });

  it('however much has been said in the channel since', async () => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', { takesEffect: true, status: 500 });
    await expect(show(card)).rejects.toThrow();
    for (let message = 0; message < 250; message++) await world.chat.type('U0OLGA', 'Good morning');

    await show(card);

    expect(visible()).toHaveLength(1);
  });
});

describe('a post that did not arrive is made up for', () => {
  const lost: Record<string, Fault> = {
    'a status of 500': { status: 500 },
    'a connection that breaks': { dropConnection: true },
    'an error of Slack itself': { error: 'fatal_error' },
  };

  it.each(Object.entries(lost))('after %s', async (_what, fault) => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', fault);

    await expect(show(card)).rejects.toMatchObject({ retry: 'later' });
    await show(card);

    expect(visible()).toHaveLength(1);
  });

  it('after the time that Slack asks for, and without looking for what cannot be there', async () => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', { retryAfter: 30 });
    await expect(show(card)).rejects.toMatchObject({ retry: { afterMs: 30_000 } });
    await show(card);
    const meanwhile = visible().length;
    await penExpires();

    await show(card);

    expect(meanwhile).toBe(0);
    expect(visible()).toHaveLength(1);
    expect(calls('conversations.history')).toBe(0);
  });

  it('also where we may not look, and a line in the log says that it may stand there twice', async () => {
    const card = await aNewCard();
    world.slack.faults.next('chat.postMessage', { status: 500 });
    world.slack.faults.next('conversations.history', { error: 'missing_scope' });

    await expect(show(card)).rejects.toThrow();
    await show(card);

    expect(visible()).toHaveLength(1);
    expect(world.logged().join('\n')).toContain('may stand there twice');
  });
});

it('takes away the second message of a card when a post arrives after all', async () => {
  const card = await aNewCard();
  world.slack.faults.next('chat.postMessage', { lateMs: 500, dropConnection: true });
  await expect(show(card)).rejects.toThrow();
  await show(card);
  await until(() => visible().length === 2);
  const kept = (await cardRow()).messageId;

  await aMinutePasses();
  await ringStaleCards(world.db);
  const rung = await world.db.outbox.count();
  await show(card);
  await show(card);

  expect(rung).toBeGreaterThan(0);
  expect(visible().map(({ ts }) => ts)).toEqual([kept]);
  expect(await cardRow()).toMatchObject({ messageId: kept, unsureAt: null });
});

it('leaves one message when two write the card because the first was held up', async () => {
  const card = await aNewCard();
  world.slack.faults.next('chat.postMessage', { lateMs: 800 });
  const heldUp = show(card);
  await until(() => calls('chat.postMessage') === 1);
  await penExpires();
  await show(card);

  await heldUp;
  await until(() => visible().length === 2);
  await aMinutePasses();
  await show(card);

  expect(visible().map(({ ts }) => ts)).toEqual([(await cardRow()).messageId]);
});

describe('a card shows the newest state in the end', () => {
  it('when an edit arrives after a newer one', async () => {
    const card = await aNewCard();
    await show(card);
    await changed(card);
    world.slack.faults.next('chat.update', { lateMs: 500, dropConnection: true });
    await expect(show(card)).rejects.toThrow();
    await world.db.import.updateMany({ data: { fileName: 'newer.csv' } });
    await changed(card);
    await show(card);
    await until(() => visible().length === 1);

    await aMinutePasses();
    await show(card);

    expect(world.slack.messages(onboarding).map(said)).toEqual([expect.stringContaining('newer.csv')]);
  });

  it('when whoever was held up edits it after somebody else', async () => {
    const card = await aNewCard();
    await show(card);
    await changed(card);
    world.slack.faults.next('chat.update', { lateMs: 800 });
    const heldUp = show(card);
    await until(() => calls('chat.update') === 1);
    await penExpires();
    await world.db.import.updateMany({ data: { fileName: 'newer.csv' } });
    await show(card);
    await world.db.outbox.deleteMany();

    await heldUp;
    const rung = await world.db.outbox.count();
    await show(card);

    expect(rung).toBe(1);
    expect(world.slack.messages(onboarding).map(said)).toEqual([expect.stringContaining('newer.csv')]);
  });
});
