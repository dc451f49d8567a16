import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message, Upload } from '#bot/playground/slack/types.ts';
import { adam, numbersOf, olga, onboarding, rosa, said } from '../harness/chat.ts';
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

/** From a list to the card of the applied import. */
async function imported(list: Upload): Promise<Message> {
  const { chat } = house;
  await chat.importList(rosa, list);
  await chat.press(rosa, await chat.message(rosa, 'Check this list', list.name, '"apply"'), 'apply');
  return chat.message(rosa, 'List imported', list.name);
}

const drafted = async (list: Upload): Promise<Message> => house.chat.inviteFrom(rosa, await imported(list), list.name);

it('starts one run however often Send is pressed, and tells everybody else so', async () => {
  const draft = await drafted(goodList(5, 'often.csv'));

  await Promise.all(Array.from({ length: 10 }, () => house.chat.press(rosa, draft, 'send')));

  await house.chat.message(rosa, 'Completed: 5 people invited');
  expect(house.sink.received()).toHaveLength(5);
  expect(house.slack.messages(onboarding).filter((message) => said(message).includes('Completed:'))).toHaveLength(1);
});

it('answers a press on a card that has had its time', async () => {
  const draft = await drafted(goodList(2, 'late.csv'));
  await house.chat.press(rosa, draft, 'discard');
  await house.chat.message(rosa, 'Nothing was sent');

  await house.chat.hands.press(adam, { channel: draft.channel, ts: draft.ts }, 'send', { late: true });

  const answer = await house.chat.message(adam, 'This run has been discarded');
  expect(answer.onlyFor).toBe(adam);
});

it('refuses who has no permission, privately and with what they need', async () => {
  const draft = await drafted(goodList(2, 'forbidden.csv'));

  await house.chat.press(olga, draft, 'send');

  const answer = await house.chat.message(olga, 'run-invitations');
  expect(answer.onlyFor).toBe(olga);
  expect(said(answer)).toContain('An owner can give it to you');
});

it('starts nothing over the limit, with code 20001, and splits into runs within it', async () => {
  await house.chat.type(rosa, '/muster settings run.max-records 3');
  await house.chat.message(rosa, 'run.max-records is now 3');
  const { chat } = house;
  const applied = await imported(goodList(7, 'limit.csv'));
  await chat.press(rosa, applied, 'invite');
  const modal = await chat.modal(rosa, 'Invite people');
  const [list] = await chat.hands.options(rosa, modal.id, 'source', 'limit');
  await chat.hands.submit(rosa, modal.id, { source: list?.value ?? '', units: [], sub_units: [], channel: 'whatsapp' });
  const card = await chat.message(rosa, 'error code 20001', '"split"');
  expect(said(card)).not.toContain('"send"');

  await chat.press(rosa, card, 'split');

  const parts = await Promise.all(
    [1, 2, 3].map((part) => chat.message(rosa, '"send"', `limit.csv`, `part ${part} of 3`)),
  );
  expect(parts.map((part) => numbersOf(part)['Invite']).sort()).toEqual([1, 3, 3]);
  await chat.type(rosa, '/muster settings com.leapxpert.user.bulkintegration.records 100');
  await chat.message(rosa, 'run.max-records is now 100');
});

it('goes on in the direct conversation when a command was given where the bot may not speak', async () => {
  await house.chat.importList(rosa, goodList(2, 'closed.csv'), 'C0CLOSED');

  const card = await house.chat.message(rosa, 'Check this list', 'closed.csv');

  expect(card.channel).toBe('D0ROSA');
});

it('hands over the log as a file that no spreadsheet can take for formulas', async () => {
  const draft = await drafted(goodList(2, 'log.csv'));
  await house.chat.press(rosa, draft, 'send');
  const summary = await house.chat.message(rosa, 'Completed: 2 people invited', 'log.csv');

  await house.chat.press(rosa, summary, 'download');

  const { id, message } = await house.chat.file(rosa, 'muster-log-');
  const file = house.slack.file(id, rosa);
  expect(message.channel).toBe('D0ROSA');
  const lines = Buffer.from(file?.content ?? [])
    .toString('utf8')
    .split('\r\n');
  expect(lines[0]).toContain('Username,Name,Email,Phone,Organizational Unit,Channel,Status,Reason');
  expect(lines[1]).toContain("'+4474009");
  expect(lines[1]).toContain('Success');
});

it('answers whatever is typed', async () => {
  const answers: [string, string][] = [
    ['', 'This is what I can do'],
    ['help', 'This is what I can do'],
    ['about', 'Muster 0.1.0 for Acme Capital'],
    ['runs', 'These are the last runs'],
    ['queue', 'Nothing is being sent and nothing waits'],
    ['numbers', 'corporate number'],
    ['who log.nobody@example.com', 'I do not know log.nobody@example.com'],
    ['settings no.such thing', 'There is no setting “no.such”'],
    ['settings run.max-records many', 'takes a whole number'],
    ['frobnicate', 'I do not know “frobnicate”'],
    ['send', 'It goes like this: “send'],
    ['retry', 'Use the button on the card'],
    ['grant nobody', 'It goes like this: “grant'],
  ];
  for (const [words, answer] of answers) {
    await house.chat.type(adam, `/muster ${words}`);
    expect((await house.chat.message(adam, answer)).onlyFor).toBe(adam);
  }
  expect((await house.chat.snapshot(adam)).complaints).toEqual([]);
});
