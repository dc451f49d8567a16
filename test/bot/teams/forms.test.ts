import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '#bot/playground/teams/types.ts';
import { goodList } from '../../journeys/lists.ts';
import { openTeamsHouse, type TeamsHouse } from './teams-house.ts';
import { adam, chatOf, message, onboarding, rosa } from './teams-world.ts';

let house: TeamsHouse;
const chat = { conversation: chatOf(rosa) };
const verb = (name: string) => `"verb":"${name}"`;

beforeAll(async () => {
  house = await openTeamsHouse();
});
afterAll(async () => {
  expect(house.teams.violations()).toEqual([]);
  await house.close();
});

const dialog = () => JSON.stringify(house.teams.snapshot(rosa).dialog ?? {});

async function imported(name: string): Promise<Message> {
  const { teams } = house;
  await teams.hands.type(rosa, chat, '', [goodList(4, name)]);
  const card = await message(teams, rosa, name, verb('apply'));
  await teams.hands.press(rosa, card.id, 'apply');
  return message(teams, rosa, name, verb('invite'));
}

it('sets a company up, step by step, with approvers out of the team', async () => {
  const { teams } = house;
  await teams.hands.install(rosa, onboarding);
  const offer = await message(teams, rosa, verb('setup'));

  await teams.hands.press(rosa, offer.id, 'setup');
  expect(dialog()).toContain('company.name');
  await teams.hands.submit(rosa, { 'company.name': 'Acme Partners' });
  for (let step = 0; step < 6 && !dialog().includes('approvers'); step++) await teams.hands.submit(rosa, {});
  await teams.hands.submit(rosa, { approvers: adam });

  await teams.hands.type(rosa, chat, 'about');
  await message(teams, rosa, 'for Acme Partners');
  const grants = await house.db.permissionGrant.findMany({ include: { operator: true } });
  expect(grants.map(({ permission, operator }) => [permission, operator.name])).toEqual([
    ['approve-runs', 'Adam Approver'],
  ]);
});

it('offers lists for the letters typed so far, to who may see them', async () => {
  await imported('picked.csv');
  const { hands } = house.teams;

  const found = await hands.search(rosa, chat, 'lists', 'pick');
  const none = await hands.search(adam, { conversation: chatOf(adam) }, 'lists', 'pick');

  expect(found.map(({ title }) => title)).toEqual([expect.stringContaining('picked.csv')]);
  expect(none).toEqual([]);
});

it('says what is missing in a form', async () => {
  const { teams } = house;
  const card = await imported('missing.csv');
  await teams.hands.press(rosa, card.id, 'invite');

  await teams.hands.submit(rosa, { source: '' });

  expect(teams.snapshot(rosa).notices.at(-1)).toContain('Choose a list');
});

it('sends at a time on the clock of who chooses it', async () => {
  const { teams } = house;
  const card = await imported('later.csv');
  await teams.hands.press(rosa, card.id, 'invite');
  await teams.hands.submit(rosa, {});
  const draft = await message(teams, rosa, 'later.csv', verb('later'));
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

  await teams.hands.press(rosa, draft.id, 'later');
  await teams.hands.submit(rosa, { at: day, at_time: '09:30' });

  await message(teams, rosa, 'later.csv', 'Send now');
  const run = await house.db.run.findFirstOrThrow({ where: { state: 'scheduled' } });
  // London has no summer time in this month, or one hour of it.
  expect(['08:30', '09:30']).toContain(run.sendAt?.toISOString().slice(11, 16));
});

it('erases somebody after a question that says what goes, once', async () => {
  const { teams } = house;
  await teams.hands.type(rosa, chat, 'erase missingcsv0@example.com');
  const asked = await message(teams, rosa, 'missingcsv0@example.com', verb('erase'));

  await teams.hands.fill(rosa, asked.id, {});
  await message(teams, rosa, 'erased');

  const left = teams.messages(chat.conversation).find(({ id }) => id === asked.id);
  expect(left).toMatchObject({ cards: [], edited: true });
  expect(await house.db.member.count({ where: { email: 'missingcsv0@example.com' } })).toBe(0);
});

it('asks by a card of its own why a run is rejected where that was typed', async () => {
  const { teams } = house;
  const run = await house.db.run.findFirstOrThrow({ where: { state: 'scheduled' } });

  await teams.hands.type(rosa, chat, `reject ${run.id.slice(0, 8)}`);
  const asked = await message(teams, rosa, verb('reject'));
  await teams.hands.fill(rosa, asked.id, { reason: 'too early' });

  await message(teams, rosa, 'is confirmed already and waits for its time');
});
