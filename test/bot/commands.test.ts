import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiveImport } from '#core/imports/receive-import.ts';
import { adam, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());

it.each(['import', 'invite'])('opens no form for "%s" for who may not submit it', async (verb) => {
  await world.chat.type(olga, `/muster ${verb}`);

  const answer = await world.chat.message(olga, 'You need the permission');
  expect(answer.onlyFor).toBe(olga);
  expect((await world.chat.snapshot(olga)).modal).toBeUndefined();
  world.slack.reload(olga);
});

it('names who got a permission by their mention, and the permission in words', async () => {
  await world.chat.type(adam, '/muster about');
  await world.chat.message(adam, 'Muster 0.0.0');

  await world.chat.type(rosa, '/muster grant <@U0ADAM|adam> approve-runs');

  await world.chat.message(rosa, 'Done: <@U0ADAM> may now approve runs of others.');
});

it('says that it does not know a colleague who never came by', async () => {
  await world.chat.type(rosa, '/muster revoke @nobody approve-runs');

  await world.chat.message(rosa, 'I do not know this colleague');
});

it('says how a command goes that is given words it has no use for', async () => {
  await world.chat.type(rosa, '/muster imports abc');

  await world.chat.message(rosa, 'It goes like this: “imports”, without anything after it.');
});

it('looks for the run that is typed after a button’s name', async () => {
  await world.chat.type(rosa, '/muster cancel 3f2a');

  await world.chat.message(rosa, 'I cannot find that run');
});

it('tells in words how far an import is', async () => {
  const { db, operator, place } = world;
  const given = { upload: {}, fileName: 'staff.csv', sourceKey: 'one', addNumbers: true, sendLoginMail: false };
  await receiveImport({ db }, operator, { ...given, place });

  await world.chat.type(rosa, '/muster imports', onboarding);

  expect(said(await world.chat.message(rosa, 'staff.csv'))).toContain('Being fetched');
});
