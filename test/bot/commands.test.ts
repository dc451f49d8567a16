import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveImport } from '#core/imports/receive-import.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { adam, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());

it.each(['import', 'invite'])('opens no form for "%s" for who may not submit it', async (verb) => {
  await world.chat.type(olga, `/muster ${verb}`);

  const shown = () => JSON.stringify(world.slack.snapshot(olga).modal?.view ?? {});
  await expect.poll(shown).toContain('You need the permission');
  expect(shown()).not.toContain('"input"');
  await world.chat.hands.close(olga, (await world.chat.modal(olga, 'Muster')).id);
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

describe('stopping a run by typing', () => {
  /** A run that is being sent, to people whom nobody mails. */
  async function aSendingRun(people = 3): Promise<string> {
    const { db, operator, place } = world;
    const company = { db, companyId: operator.companyId, requester: operator, place };
    const source = { kind: 'import' as const, importId: await aList(company, people) };
    const id = accepted(await draftRun({ db }, operator, { place, source, channel: 'whatsapp' }));
    accepted(await sendRun({ db }, operator, { id, version: 1 }));
    await startNextRun(db, operator.companyId);
    return id;
  }
  const stateOf = async (id: string) => (await world.db.run.findFirstOrThrow({ where: { id } })).state;

  it('says so where there is none that could be meant', async () => {
    await world.chat.type(rosa, '/muster pause');
    await world.chat.type(rosa, '/muster resume');

    await world.chat.message(rosa, 'Nothing is being sent. Type “queue”');
    await world.chat.message(rosa, 'No run is paused. Type “queue”');
  });

  it('pauses the run being sent, goes on with it and cancels it, and answers with how it stands', async () => {
    const id = await aSendingRun();

    await world.chat.type(rosa, '/muster pause');
    const paused = await world.chat.message(rosa, 'Paused: 3 people to go', 'Paused by <@U0ROSA>');
    const pausedState = await stateOf(id);
    await world.chat.type(rosa, `/muster resume ${id.slice(0, 8)}`);
    const resumed = await world.chat.message(rosa, 'Waiting to go on: 3 people to go', 'It goes on in a moment.');
    await world.chat.type(rosa, `/muster cancel ${id.slice(0, 8)}`);
    await world.chat.message(rosa, '3 people were never mailed', 'Draft the rest (3)');

    expect(paused.onlyFor).toBe(rosa);
    expect(said(paused)).toMatch(/"resume".*"cancel"/);
    expect(resumed.onlyFor).toBe(rosa);
    expect(pausedState).toBe('paused');
    expect(await stateOf(id)).toBe('cancelled');
  });

  it('shows the queue with what can be done', async () => {
    const id = await aSendingRun();
    const short = id.slice(0, 8);

    await world.chat.type(rosa, '/muster queue');

    await world.chat.message(rosa, 'One run is being sent', `pause ${short}`, `cancel ${short}`, '0 of 3 done');
  });
});
