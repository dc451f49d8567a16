import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '#bot/playground/slack/index.ts';
import { ringStaleCards } from '#core/store/cards.ts';
import { olga } from '../harness/chat.ts';
import { type CardWorld, openCardWorld, until } from './card-world.ts';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

const nextPost = (fault: Fault) => world.slack.faults.next('chat.postMessage', fault);

describe('a post that arrived although nobody said so is not repeated', () => {
  const unheard: Record<string, Fault> = {
    'a status of 500': { takesEffect: true, status: 500 },
    'a connection that breaks': { takesEffect: true, dropConnection: true },
    'an error of Slack itself': { takesEffect: true, error: 'internal_error' },
    'silence for longer than we wait': { takesEffect: true, delayMs: 60_000 },
  };

  it.each(Object.entries(unheard))('after %s', async (_what, fault) => {
    const card = await world.aNewCard();
    nextPost(fault);

    await expect(world.show(card)).rejects.toMatchObject({ retry: 'later' });
    await world.show(card);

    expect(world.visible()).toHaveLength(1);
    expect(await world.row(card)).toMatchObject({ messageId: world.visible()[0]?.ts, shown: 1, wanted: 1 });
    expect(world.calls('chat.postMessage')).toBe(1);
  });

  it('after the death of whoever posted it', async () => {
    const card = await world.aNewCard();
    nextPost({ takesEffect: true, delayMs: 60_000 });
    const dies = world.show(card).catch(() => {});
    await until(() => world.visible().length === 1);
    await world.penExpires();

    await world.show(card);

    expect(world.visible()).toHaveLength(1);
    expect(world.calls('chat.postMessage')).toBe(1);
    await dies;
  });

  it('in a thread', async () => {
    world.place.root = await world.platform.say(world.place, { kind: 'too-late' });
    const card = await world.aNewCard();
    nextPost({ takesEffect: true, status: 500 });

    await expect(world.show(card)).rejects.toThrow();
    await world.show(card);

    expect(world.visible()).toMatchObject([{ threadTs: world.place.root }]);
  });

  it('however much has been said in the channel since', async () => {
    const card = await world.aNewCard();
    nextPost({ takesEffect: true, status: 500 });
    await expect(world.show(card)).rejects.toThrow();
    for (let message = 0; message < 250; message++) await world.chat.type(olga, 'Good morning');

    await world.show(card);

    expect(world.visible()).toHaveLength(1);
  });
});

it('looks as far as Slack lets it, newest first, and keeps no card waiting for more', async () => {
  const first = await world.aNewCard();
  nextPost({ takesEffect: true, status: 500 });
  await expect(world.show(first)).rejects.toThrow();
  world.slack.faults.readAtMost(15);
  world.slack.faults.rateLimits({ 'conversations.history': 1 });
  for (let message = 0; message < 14; message++) await world.chat.type(olga, 'Good morning');
  await world.show(first);
  const found = world.visible().length;

  const second = await world.aNewCard();
  nextPost({ takesEffect: true, status: 500 });
  await expect(world.show(second)).rejects.toThrow();
  for (let message = 0; message < 15; message++) await world.chat.type(olga, 'Good morning');
  world.slack.faults.rateLimits(false);
  await world.show(second);
  const twice = world.visible().length;
  world.slack.faults.readAtMost(200);
  await world.aMinutePasses();
  await world.show(second);

  expect(found).toBe(1);
  expect(world.logged().join('\n')).toContain('may stand there twice');
  expect(twice).toBe(3);
  expect(world.visible()).toHaveLength(2);
});

describe('a post that did not arrive is made up for', () => {
  const lost: Record<string, Fault> = {
    'a status of 500': { status: 500 },
    'a connection that breaks': { dropConnection: true },
    'an error of Slack itself': { error: 'fatal_error' },
  };

  it.each(Object.entries(lost))('after %s', async (_what, fault) => {
    const card = await world.aNewCard();
    nextPost(fault);

    await expect(world.show(card)).rejects.toMatchObject({ retry: 'later' });
    await world.show(card);

    expect(world.visible()).toHaveLength(1);
  });

  it('after the time that Slack asks for, and without looking for what cannot be there', async () => {
    const card = await world.aNewCard();
    nextPost({ retryAfter: 1 });
    await expect(world.show(card)).rejects.toMatchObject({ retry: { afterMs: 1_000 } });
    await world.penExpires();
    await expect(world.show(card)).rejects.toMatchObject({ retry: { afterMs: 1_000 } });
    const asked = world.calls('chat.postMessage');

    await until(async () => {
      await world.show(card).catch(() => {});
      return world.visible().length > 0;
    });

    expect(asked).toBe(1);
    expect(world.visible()).toHaveLength(1);
    expect(world.calls('conversations.history')).toBe(0);
  });

  it('once Slack is to be reached again, and without looking for what cannot be there', async () => {
    const card = await world.aNewCard();
    await world.slack.leave();
    await expect(world.show(card)).rejects.toMatchObject({ retry: { afterMs: 5_000 } });
    await world.slack.comeBack();
    await world.penExpires();

    await world.show(card);

    expect(world.visible()).toHaveLength(1);
    expect(world.calls('conversations.history')).toBe(0);
  });

  it('also where we may not look, and a line in the log says that it may stand there twice', async () => {
    const card = await world.aNewCard();
    nextPost({ status: 500 });
    world.slack.faults.next('conversations.history', { error: 'missing_scope' });

    await expect(world.show(card)).rejects.toThrow();
    await world.show(card);

    expect(world.visible()).toHaveLength(1);
    expect(world.logged().join('\n')).toMatch(
      /may stand there twice.*missing_scope|missing_scope.*may stand there twice/,
    );
  });
});

it('takes away the second message of a card when a post arrives after all', async () => {
  const card = await world.aNewCard();
  nextPost({ lateMs: 3_000, dropConnection: true });
  await expect(world.show(card)).rejects.toThrow();
  await world.show(card);
  await until(() => world.visible().length === 2);
  const { messageId } = await world.row(card);

  await world.aMinutePasses();
  await world.db.outbox.deleteMany();
  await ringStaleCards(world.db);
  const rung = await world.db.outbox.count();
  await world.show(card);

  expect(rung).toBe(1);
  expect(world.visible().map(({ ts }) => ts)).toEqual([messageId]);
  expect(await world.row(card)).toMatchObject({ messageId, unsureAt: null });
});

it('leaves one message when two write the card because the first was held up', async () => {
  const card = await world.aNewCard();
  nextPost({ lateMs: 3_000 });
  const heldUp = world.show(card);
  await until(() => world.calls('chat.postMessage') === 1);
  await world.penExpires();
  await world.show(card);

  await heldUp;
  const both = world.visible().length;
  await world.aMinutePasses();
  await world.show(card);

  expect(both).toBe(2);
  expect(world.visible().map(({ ts }) => ts)).toEqual([(await world.row(card)).messageId]);
});
