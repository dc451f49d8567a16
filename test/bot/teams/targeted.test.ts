import { afterAll, beforeAll, expect, it } from 'vitest';
import { adam, chatOf, message, onboarding, openTeamsWorld, rosa, type TeamsWorld } from './teams-world.ts';

let world: TeamsWorld;
beforeAll(async () => {
  world = await openTeamsWorld({ TEAMS_TARGETED_MESSAGES: '1' });
});
afterAll(async () => {
  expect(world.teams.violations()).toEqual([]);
  await world.close();
});

it('shows an answer to who asked alone, in the thread where they asked', async () => {
  await world.teams.hands.type(adam, { conversation: onboarding }, '@Muster help');

  const answer = await message(world.teams, adam, 'This is what I can do');
  const asked = await message(world.teams, adam, '@Muster help');
  expect(answer).toMatchObject({ conversation: onboarding, root: asked.id, onlyFor: adam });
  expect(world.teams.snapshot(rosa).messages.map(({ id }) => id)).not.toContain(answer.id);
  expect(world.teams.messages(chatOf(adam))).toEqual([]);
});

it('answers in our chat where Teams shows nothing to one person alone', async () => {
  world.teams.faults.next('post', { status: 403, code: 'TargetedMessagesNotAllowed' });

  await world.teams.hands.type(adam, { conversation: onboarding }, '@Muster about');

  const answer = await message(world.teams, adam, 'Muster 0.0.0 for');
  expect(answer.conversation).toBe(chatOf(adam));
  await message(world.teams, rosa, 'I have answered you in our chat.');
});

it('answers in our chat as ever', async () => {
  await world.teams.hands.type(adam, { conversation: chatOf(adam) }, 'verify');

  const answer = await message(world.teams, adam, 'manage-settings');
  expect(answer).toMatchObject({ conversation: chatOf(adam) });
  expect(answer.onlyFor).toBeUndefined();
});

it('says where it can be found where it may not write to somebody', async () => {
  world.teams.faults.next('post', { status: 403, code: 'Forbidden' });
  world.teams.faults.next('open', { status: 403, code: 'ConversationBlockedByUser' });

  await world.teams.hands.type(rosa, { conversation: onboarding }, '@Muster about');

  await message(world.teams, adam, 'Add me to your chats');
});
