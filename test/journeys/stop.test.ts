import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '#bot/playground/slack/types.ts';
import { adam, onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from './lists.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

/** Slow enough to be stopped in the middle, and quick enough to wait for. */
async function mailEachSecond(mails: number): Promise<void> {
  await house.chat.type(rosa, `/muster settings mail.rate ${mails}`);
  await house.chat.message(rosa, `mail.rate is now ${mails}`);
}

/** The card of a run for these people, sent off. */
async function sent(people: number, name: string): Promise<Message> {
  const { chat } = house;
  await chat.importList(rosa, goodList(people, name));
  await chat.press(rosa, await chat.message(rosa, 'Check this list', name, '"apply"'), 'apply');
  const draft = await chat.inviteFrom(rosa, await chat.message(rosa, 'List imported', name), name);
  await chat.press(rosa, draft, 'send');
  return draft;
}

it('pauses a run, sends another one meanwhile, goes on, and names what left after Cancel', async () => {
  const { chat, sink } = house;
  await mailEachSecond(4);
  await sent(40, 'long.csv');
  const sending = await chat.message(rosa, 'Inviting 40 people', '"pause"', 'long.csv');

  await chat.press(rosa, sending, 'pause');
  const paused = await chat.message(rosa, `Paused by <@${rosa}>`, 'people to go', '"resume"');
  await sent(2, 'short.csv');
  await chat.message(rosa, 'Completed: 2 people invited', 'short.csv');
  const leftMeanwhile = sink.received().length;
  await chat.press(adam, paused, 'resume');
  await chat.press(rosa, await chat.message(rosa, 'Inviting 40 people', '"cancel"', 'long.csv'), 'cancel');
  const summary = await chat.message(rosa, 'Cancelled: ', 'long.csv', 'Draft the rest');

  expect(leftMeanwhile).toBeLessThan(40);
  expect(said(summary)).toMatch(
    /No mail left after Cancel|After Cancel, \d+ mails? that (was|were) leaving still left: \S•••@/,
  );
  await chat.press(rosa, summary, 'resume');
  const rest = await chat.message(rosa, 'to WhatsApp?', 'long.csv', 'the rest', '"send"');
  expect(rest.channel).toBe(onboarding);
});

it('tells who waits whose run is ahead, follows it, and lets them withdraw', async () => {
  const { chat, slack } = house;
  await mailEachSecond(2);
  const ahead = await sent(50, 'ahead.csv');
  const waiting = await sent(1, 'behind.csv');
  const first = await chat.message(rosa, '2nd in line, behind Rosa Requester’s run', 'ahead.csv', 'behind.csv');
  const doneAtFirst = doneIn(first);

  for (let now = doneAtFirst; now === doneAtFirst; now = doneIn(current())) await pause(200);
  await chat.type(rosa, '/muster queue');
  await chat.message(rosa, '2nd in line', 'behind.csv', 'starts in');
  await chat.press(rosa, current(), 'cancel');

  await chat.message(rosa, 'Run withdrawn', 'behind.csv', 'Nothing was sent.');
  await chat.press(rosa, ahead, 'cancel');

  function current(): Message {
    const found = slack.messages(waiting.channel).find(({ ts }) => ts === waiting.ts);
    if (!found) throw new Error('The card is gone');
    return found;
  }
});

it('calls who had to wait once their turn has come', async () => {
  const { chat, db } = house;
  const ahead = await sent(50, 'first.csv');
  await sent(1, 'late.csv');
  await chat.message(rosa, '2nd in line', 'first.csv', 'late.csv');
  await db.$executeRaw`UPDATE run SET confirmed_at = now() - interval '2 minutes' WHERE state = 'pending'`;

  await chat.press(rosa, ahead, 'cancel');

  const call = await chat.message(rosa, `<@${rosa}>, it is your run’s turn`, 'late.csv');
  expect(call.threadTs).toBeDefined();
});

const doneIn = (message: Message) => /\((\d+) of \d+ done\)/.exec(said(message))?.[1];
