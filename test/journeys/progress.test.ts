import { afterAll, beforeAll, expect, it } from 'vitest';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { listOf } from './lists.ts';

const list = listOf(
  'email,mobile_phone,org_unit\nida@example.com,+447400100001,Markets\njon@example.com,+447400100002,Markets\n',
  'staff.csv',
);

const today = () =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date())
    .replace(',', '');

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.chat.sendList(rosa, list);
  await house.chat.message(rosa, 'Completed: 2 people invited');
  await house.db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state, linked_at)
    SELECT company_id, id, 'whatsapp', 'linked', now() + interval '5 minutes' FROM member WHERE email LIKE 'ida@%'`;
}, 60_000);
afterAll(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

it.each([
  ['unit', 'by org unit', 'Markets'],
  ['day', 'by the day of the invitation', today()],
])('tells in a table how far people have come by %s, to the asker alone', async (by, words, key) => {
  await house.chat.type(rosa, `/muster numbers by ${by}`);

  const answer = await house.chat.message(rosa, `${words}: 2 invited, 1 opened, 1 linked.`);
  expect(answer.onlyFor).toBe(rosa);
  expect(JSON.stringify(answer.blocks)).toContain(key);
  expect(said(answer)).toContain('1 (50 %) ▓▓▓▓▓░░░░░');
  expect(said(answer)).toContain('5 min');
});

it('tells the same line by line where Slack lets no table stand', async () => {
  house.slack.faults.withoutBlocks(['table']);

  await house.chat.type(rosa, '/muster numbers by units');

  expect(said(await house.chat.message(rosa, 'Org unit: Markets · Invited: 2 · Opened: 1'))).toContain('▓▓▓▓▓░░░░░');
  house.slack.faults.withoutBlocks([]);
});

it('hands everybody over as a file in the direct messages', async () => {
  await house.chat.type(rosa, '/muster export');

  const { id, message } = await house.chat.file(rosa, 'muster-people-');
  const text = Buffer.from(house.slack.file(id, rosa)?.content ?? []).toString();
  expect(message.channel).not.toBe(onboarding);
  expect(text).toMatch(/ida@example\.com,'\+447400100001,Markets,Member,whatsapp,Linked,.*staff\.csv/);
  expect(text.trim().split('\r\n')).toHaveLength(3);
});
