import { afterEach, expect, it } from 'vitest';
import { ConfigError } from '#core/process/config.ts';
import { chatOf, message, openTeamsWorld, rosa, type TeamsWorld } from './teams-world.ts';

let world: TeamsWorld | undefined;
afterEach(() => world?.close());

const logins = (one: TeamsWorld) => one.teams.calls().filter(({ path }) => path.startsWith('/login')).length;

it('does not start with a password that Microsoft refuses, and says so in a sentence', async () => {
  const start = openTeamsWorld({ TEAMS_APP_PASSWORD: 'wrong' });

  await expect(start).rejects.toThrow(new ConfigError('TEAMS_APP_PASSWORD is refused by Microsoft: invalid_client.'));
});

it('does not start in a tenant that is not the bot’s', async () => {
  const start = openTeamsWorld({ TEAMS_TENANT_ID: '0aaaaaaa-0000-4000-8000-000000000009' });

  await expect(start).rejects.toThrow('is refused by Microsoft: invalid_tenant.');
});

it('asks for one token, however many answers it gives at once', async () => {
  world = await openTeamsWorld();
  const { hands } = world.teams;

  await Promise.all(['about', 'help', 'queue'].map((words) => hands.type(rosa, { conversation: chatOf(rosa) }, words)));

  expect(logins(world)).toBe(1);
});

it('asks for another token where Teams takes the one that it has no more, and says what it had to say once', async () => {
  world = await openTeamsWorld();
  world.teams.faults.next('post', { status: 401, code: 'Unauthorized' });

  await world.teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'queue');

  await message(world.teams, rosa, 'Nothing is being sent');
  expect(logins(world)).toBe(2);
  expect(world.teams.messages(chatOf(rosa)).filter(({ from }) => from === 'bot')).toHaveLength(1);
});

it('answers what it has heard before it stops, and takes nothing more', async () => {
  world = await openTeamsWorld();
  const { teams, platform } = world;
  teams.faults.next('post', { delayMs: 700 });
  const typed = teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'queue');
  await expect.poll(() => teams.calls().some(({ path }) => path.includes('/members/'))).toBe(true);

  await platform.stop();
  await typed;

  expect(teams.answers().map(({ status }) => status)).toEqual([200]);
  await message(teams, rosa, 'Nothing is being sent');
  const late = await world.teams.tell(
    world.teams.activity(rosa, { conversation: chatOf(rosa) }, { type: 'message', text: 'about' }),
  );
  expect(late.status).toBe(503);
});
