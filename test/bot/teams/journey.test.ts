import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleList } from '../../journeys/lists.ts';
import { openTeamsHouse, type TeamsHouse } from './teams-house.ts';
import { adam, chatOf, message, olga, rosa, said } from './teams-world.ts';

let house: TeamsHouse;
beforeAll(async () => {
  house = await openTeamsHouse();
});
afterAll(async () => {
  expect(house.teams.violations()).toEqual([]);
  await house.close();
});

const approvals = '19:approvals@thread.tacv2';
const verbIn = (verb: string) => `"verb":"${verb}"`;

it('invites the people of a list that was dropped into the chat, once somebody else has approved', async () => {
  const { teams, sink } = house;
  const { hands } = teams;
  const chat = { conversation: chatOf(rosa) };
  await hands.type(rosa, chat, 'settings approval.policy other-person-over:10');
  await message(teams, rosa, 'approval.policy is now other-person-over:10');
  await hands.type(rosa, { conversation: approvals }, '@Muster grant @Adam Approver approve-runs');
  await message(teams, rosa, 'Adam Approver may now approve runs');
  await hands.type(rosa, { conversation: approvals }, '@Muster settings approval.channel here');
  await message(teams, rosa, 'approval.channel is now');

  await hands.type(rosa, chat, '', [sampleList()]);
  const checked = await message(teams, rosa, 'sample.csv is checked: 12 new', verbIn('apply'));
  await hands.press(rosa, checked.id, 'apply');
  const applied = await message(teams, rosa, 'sample.csv is imported', verbIn('invite'));
  expect(applied.id).toBe(checked.id);

  await hands.press(rosa, applied.id, 'invite');
  await hands.submit(rosa, {});
  const draft = await message(teams, rosa, verbIn('send'));
  await hands.press(rosa, draft.id, 'send');
  const waiting = await message(teams, rosa, verbIn('refresh'));
  await hands.press(rosa, waiting.id, 'approve', { data: carried(waiting.cards) });
  expect(teams.snapshot(rosa).notices.at(-1)).toContain('somebody else');

  const asked = await message(teams, adam, 'waits for an approval', '"verb":"refresh"');
  expect(asked.conversation).toBe(approvals);
  expect(said(asked)).not.toContain(verbIn('approve'));
  await hands.look(olga, asked.id);
  expect(said(await message(teams, olga, '"verb":"refresh"'))).not.toContain(verbIn('approve'));
  await hands.look(adam, asked.id);
  await hands.press(adam, asked.id, 'approve');

  await message(teams, rosa, '12 invited, 1 skipped, 4 failed');
  expect(sink.received()).toHaveLength(12);
  expect(new Set(sink.received().map(({ rcpt }) => rcpt)).size).toBe(12);
  expect(teams.messages(chat.conversation).filter((one) => said(one).includes('12 invited'))).not.toHaveLength(0);
});

function carried(cards: object[]): object {
  const [, id = '', version = ''] = /"id":"([0-9a-f-]{36})","version":(\d+)/.exec(JSON.stringify(cards)) ?? [];
  return { id, version: Number(version) };
}
