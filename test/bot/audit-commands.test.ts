import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftRun } from '#core/runs/draft-run.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { olga, onboarding, rosa } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(async () => {
  expect(world.slack.violations()).toEqual([]);
  await world.close();
});

const direct = 'D0ROSA';
const today = new Date().toISOString().slice(0, 10);

it('says whether the audit trail is whole, to the asker alone', async () => {
  await world.chat.type(rosa, '/muster settings invitation.ttl 12h');
  await world.chat.message(rosa, 'invitation.ttl is now 12h');

  await world.chat.type(rosa, '/muster verify');

  const answer = await world.chat.message(rosa, 'The audit trail has 1 entry, unbroken since');
  expect(answer.onlyFor).toBe(rosa);
});

it('keeps the words after it for later', async () => {
  await world.chat.type(rosa, '/muster verify ABC-123');

  await world.chat.message(rosa, 'It goes like this: “verify”, without anything after it.');
});

it('notes where something was done', async () => {
  const entry = await world.db.auditEntry.findFirstOrThrow({ where: { action: 'setting-changed' } });

  expect(entry).toMatchObject({ platform: 'slack', workspaceId: world.place.workspaceId, conversation: onboarding });
});

it.each([
  ['audit', 'muster-audit.csv'],
  [`audit ${today}`, `muster-audit-${today}.csv`],
  [`audit 2026-01-01 ${today}`, `muster-audit-2026-01-01-${today}.csv`],
])('hands over the file of “%s” in the direct conversation', async (typed, name) => {
  await world.chat.type(rosa, `/muster ${typed}`);

  const { message } = await world.chat.file(rosa, name);
  expect(message.channel).toBe(direct);
  await world.chat.message(rosa, `I have sent you ${name} in a direct message.`);
});

it('hands over the evidence of a run', async () => {
  const { db, operator, place } = world;
  const company = { db, companyId: operator.companyId, requester: operator, place };
  const source = { kind: 'import' as const, importId: await aList(company, 3) };
  const id = accepted(await draftRun({ db }, operator, { place, source, channel: 'whatsapp' }));

  await world.chat.type(rosa, `/muster audit ${id.slice(0, 8)}`);

  const { message } = await world.chat.file(rosa, `muster-evidence-${id.slice(0, 8)}.zip`);
  expect(message.channel).toBe(direct);
});

it.each([
  'audit 2026-13-01',
  'audit 2026-02-01 2026-01-01',
  'audit 2026-01-01 2026-01-02 2026-01-03',
  'audit 1234 5678',
])('says how it goes where “%s” is no such thing', async (typed) => {
  await world.chat.type(rosa, `/muster ${typed}`);

  await world.chat.message(rosa, 'It goes like this: “audit [from] [to], or [run]”.');
  world.slack.reload(rosa);
});

it('says that there is no such run', async () => {
  await world.chat.type(rosa, '/muster audit ffffffff');

  await world.chat.message(rosa, 'I cannot find that run');
});

it('shows the key that evidence is signed with', async () => {
  await world.chat.type(olga, '/muster about');

  await world.chat.message(olga, 'Evidence of runs is signed with the Ed25519 key MCowBQYDK2VwAyEA');
});
