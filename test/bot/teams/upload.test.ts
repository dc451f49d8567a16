import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleList } from '../../journeys/lists.ts';
import { openTeamsHouse, type TeamsHouse } from './teams-house.ts';
import { message, olga, rosa } from './teams-world.ts';

let house: TeamsHouse;
beforeAll(async () => {
  house = await openTeamsHouse();
});
afterAll(() => house.close());

const onboarding = '19:onboarding@thread.tacv2';

it('takes a list for a channel, where Teams gives a bot no files, on a page that a card leads to', async () => {
  const { teams, muster } = house;
  await teams.hands.type(rosa, { conversation: onboarding }, '@Muster import');
  const asked = await message(teams, rosa, 'Give me the list on a page of its own');
  expect(asked.conversation).not.toBe(onboarding);

  const page = pageIn(asked.cards).replace('https://muster.example.com', muster.url);
  const form = new FormData();
  const list = sampleList();
  form.set('file', new File([Buffer.from(list.content)], list.name));
  form.set('add_numbers', 'yes');
  const answer = await fetch(page, { method: 'POST', body: form });

  expect(answer.status).toBe(200);
  const card = await message(teams, rosa, 'sample.csv is checked: 12 new');
  expect(card.conversation).toBe(onboarding);
});

it('opens that page in a dialog, where a button asks for it', async () => {
  const { teams } = house;
  await teams.hands.type(rosa, { conversation: onboarding }, '@Muster help');
  const help = await message(teams, rosa, 'This is what I can do');

  await teams.hands.press(rosa, help.id, 'import');

  const { dialog } = teams.snapshot(rosa);
  expect(dialog).toMatchObject({ title: 'Import a list', page: expect.stringContaining('/upload/') });
});

it('opens it from below the box where people write, for the conversation that they write in', async () => {
  const { teams, muster } = house;
  const before = teams.messages('19:general@thread.tacv2').length;
  await teams.hands.compose(rosa, { conversation: '19:general@thread.tacv2' }, 'import');

  const page = teams.snapshot(rosa).dialog?.page?.replace('https://muster.example.com', muster.url) ?? '';
  const form = new FormData();
  form.set('pasted', 'email\nida@example.com\n');
  expect((await fetch(page, { method: 'POST', body: form })).status).toBe(200);

  await message(teams, rosa, 'pasted.csv is checked');
  expect(teams.messages('19:general@thread.tacv2')).toHaveLength(before + 1);
});

it('says there to whoever may bring in no list that they may not', async () => {
  const { teams } = house;

  await teams.hands.compose(olga, { conversation: onboarding }, 'import');

  expect(JSON.stringify(teams.snapshot(olga).dialog?.card)).toContain('import-members');
});

const pageIn = (cards: object[]) => /"url":"([^"]+\/upload\/[^"]+)"/.exec(JSON.stringify(cards))?.[1] ?? '';
