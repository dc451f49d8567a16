import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TeamsDouble } from '#bot/playground/teams/index.ts';
import { said as saidOnSlack, adam as slackAdam, rosa as slackRosa } from '../../harness/chat.ts';
import { type House, openHouse } from '../../harness/house.ts';
import { goodList } from '../../journeys/lists.ts';
import { adam, chatOf, message, rosa, settingsFor, startTeams } from './teams-world.ts';

let house: House;
let teams: TeamsDouble;
const chat = { conversation: chatOf(rosa) };
const approvals = '19:approvals@thread.tacv2';
const verb = (name: string) => `"verb":"${name}"`;

beforeAll(async () => {
  teams = await startTeams();
  house = await openHouse({ ...settingsFor(teams), OWNER_EMAIL: 'rosa@example.com' });
  teams.deliverTo(`${house.muster.url}/api/messages`);
  await teams.hands.type(rosa, { conversation: approvals }, '@Muster grant @Adam Approver approve-runs');
  await message(teams, rosa, 'Adam Approver may now');
});
afterAll(async () => {
  expect([house.slack.violations(), teams.violations()]).toEqual([[], []]);
  await house.close();
  await teams.stop();
});

async function sentFromTeams(people: number, name: string): Promise<void> {
  await teams.hands.type(rosa, chat, '', [goodList(people, name)]);
  const card = await message(teams, rosa, name, verb('apply'));
  await teams.hands.press(rosa, card.id, 'apply');
  await message(teams, rosa, name, verb('invite'));
  await teams.hands.press(rosa, card.id, 'invite');
  await teams.hands.submit(rosa, {});
  await teams.hands.press(rosa, (await message(teams, rosa, name, verb('send'))).id, 'send');
}

it('is one company, and each of its people is one, on both', async () => {
  await house.chat.type(slackRosa, '/muster about');
  await house.chat.message(slackRosa, 'Muster 0.1.0 for Acme Capital');

  const operators = await house.db.operator.findMany({ include: { chatUsers: true } });

  expect(await house.db.company.count()).toBe(1);
  const both = operators.find(({ email }) => email === 'rosa@example.com');
  expect(both?.chatUsers.map(({ platform, userId }) => [platform, userId]).sort()).toEqual([
    ['slack', slackRosa],
    ['teams', rosa],
  ]);
});

it('lets a run of Teams wait for one of Slack', async () => {
  await house.chat.type(slackRosa, '/muster settings mail.rate 2');
  await house.chat.message(slackRosa, 'mail.rate is now');
  await house.chat.sendList(slackRosa, goodList(8, 'first.csv'));

  await sentFromTeams(3, 'second.csv');

  await message(teams, rosa, 'second.csv', 'first.csv');
  const states = await house.db.run.findMany({ orderBy: { draftedAt: 'asc' }, select: { state: true } });
  expect(states).toEqual([{ state: 'sending' }, { state: 'pending' }]);
  await house.chat.type(slackRosa, '/muster settings mail.rate none');
  await message(teams, rosa, 'Completed', '3 people');
  expect(house.sink.received()).toHaveLength(11);
});

it('lets somebody in Teams approve what was asked for in Slack, and says so there', async () => {
  await house.chat.type(slackRosa, '/muster settings approval.policy other-person-over:10');
  await house.chat.message(slackRosa, 'approval.policy is now');
  await teams.hands.type(rosa, { conversation: approvals }, '@Muster settings approval.channel here');
  await message(teams, rosa, 'approval.channel is now');

  await house.chat.sendList(slackRosa, goodList(12, 'asked.csv'));
  const asked = await message(teams, adam, 'asked.csv', 'waits for an approval');
  await teams.hands.look(adam, asked.id);
  await teams.hands.look(rosa, asked.id);
  await teams.hands.press(rosa, asked.id, 'approve', { data: dataOf(asked) });
  expect(teams.snapshot(rosa).notices.at(-1)).toContain('somebody else');
  await teams.hands.press(adam, asked.id, 'approve');

  const summary = await house.chat.message(slackRosa, 'Completed: 12 people invited');
  expect(saidOnSlack(summary)).not.toContain('29:');
  await house.chat.message(slackRosa, 'Run completed', 'asked.csv', `<@${slackAdam}>`);
});

function dataOf({ cards }: { cards: object[] }): object {
  const [, id = '', version = ''] = /"id":"([0-9a-f-]{36})","version":(\d+)/.exec(JSON.stringify(cards)) ?? [];
  return { id, version: Number(version) };
}
