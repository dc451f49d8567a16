import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import type { Heard } from '#bot/platforms/define.ts';
import type { Reply } from '#bot/reply.ts';
import { recognise } from '#core/directory/recognise.ts';
import { homeOf } from '#core/home/home-of.ts';
import type { Permission } from '#core/permission.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import type { Profile } from '#core/store/operators.ts';
import { aCheckedImport, anAppliedImport } from '../harness/builders/imports.ts';
import { accepted, aDraft, cardOf } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';
import { everyRow } from './every-row.ts';
import { gather, give, hear, offers, profileOf, type Somebody } from './matrix-people.ts';

let world: World;
let people: Map<string, Somebody>;
let subjects: { checked: string; draft: string; over: string };
beforeAll(async () => {
  world = await makeWorld();
  const list = 'email,mobile_phone,org_unit\nida@acme.test,+447400100001,Markets\n';
  await anAppliedImport(world, list);
  const over = await aDraft(world, 2);
  accepted(await discardRun(world, world.requester, cardOf(over)));
  subjects = { checked: (await aCheckedImport(world, list)).id, draft: (await aDraft(world, 2)).id, over: over.id };
  people = await gather(world);
}, 60_000);
afterAll(() => world.close());

type Entry = 'typed' | 'button' | 'form' | 'download' | 'picker';
type Line = [entry: Entry, what: string, ask: string | (() => Heard['asked']), ...needs: Permission[]];

const press = (verb: string, fields: () => object) => () => ({ verb, fields: { ...fields() } });
// A version that no card has: whoever passes the check of permissions is told so, and nothing changes.
const onDraft = (verb: string) => press(verb, () => ({ id: subjects.draft, version: 999 }));
const onImport = (verb: string) => press(verb, () => ({ id: subjects.checked, version: 999 }));
// A run that is over: nothing can be done with it any more.
const typedOn = (verb: string) => () => ({ verb, words: [subjects.over] });
const chosen = (source: object) => press('invite', () => ({ chosen: { channel: 'whatsapp', ...source } }));
const inAnHour = () => new Date(Date.now() + 3_600_000);
const file = () => ({ file: { upload: {}, fileName: 'x.csv', sourceKey: randomUUID() } });

/** Who may do what, besides the owner: each line needs all of these permissions, and is asked for in this order. */
const matrix: Line[] = [
  // entry     what it does                            asked by                                       needs
  ['typed', 'help', 'help'],
  ['typed', 'about', 'about'],
  // For owners alone, whatever somebody was granted: test/core/connect.test.ts.
  ['typed', 'connect', 'connect'],
  ['typed', 'the form to import', 'import', 'import-members'],
  ['typed', 'the form to invite', 'invite', 'run-invitations'],
  ['typed', 'invite from a user group', 'invite @group:S0NONE', 'run-invitations'],
  ['typed', 'imports', 'imports', 'view-imports'],
  ['typed', 'numbers', 'numbers ida', 'view-imports'],
  ['typed', 'how far units are', 'numbers by unit', 'view-runs', 'view-org-units'],
  ['typed', 'how far those of a day are', 'numbers by day', 'view-runs'],
  ['typed', 'runs', 'runs', 'view-runs'],
  ['typed', 'queue', 'queue', 'view-runs'],
  ['typed', 'status', 'status', 'view-runs'],
  ['typed', 'log', 'log', 'view-runs'],
  ['typed', 'who', 'who ida@acme.test', 'view-runs'],
  ['typed', 'units', 'units', 'view-org-units'],
  ['typed', 'settings', 'settings', 'manage-settings'],
  ['typed', 'one setting', 'settings run.max-records', 'manage-settings'],
  ['typed', 'change of a setting', 'settings run.max-records 100', 'manage-settings'],
  ['typed', 'choice of a channel', 'settings approval.channel none', 'manage-settings'],
  ['typed', 'grant to a person', 'grant @U0ANOWNER view-runs', 'manage-settings'],
  ['typed', 'revoke from a person', 'revoke @U0ANOWNER view-imports', 'manage-settings'],
  ['typed', 'grant to a group', 'grant @group:S0NONE view-runs', 'manage-settings'],
  ['typed', 'revoke from a group', 'revoke @group:S0NONE view-runs', 'manage-settings'],
  ['typed', 'verify', 'verify', 'manage-settings'],
  ['typed', 'the question before somebody is erased', 'erase ida@acme.test', 'manage-settings'],
  ['typed', 'pause', typedOn('pause'), 'view-runs', 'run-invitations'],
  ['typed', 'resume', typedOn('resume'), 'view-runs', 'run-invitations'],
  ['typed', 'cancel', typedOn('cancel'), 'view-runs', 'run-invitations'],
  ['typed', 'send', typedOn('send'), 'view-runs', 'run-invitations'],
  ['typed', 'the form to send later', typedOn('later'), 'view-runs', 'run-invitations'],
  ['typed', 'try', typedOn('try'), 'view-runs', 'run-invitations'],
  ['typed', 'split', typedOn('split'), 'view-runs', 'run-invitations'],
  ['typed', 'retry', typedOn('retry'), 'view-runs', 'run-invitations'],
  ['typed', 'discard', typedOn('discard'), 'view-runs', 'run-invitations'],
  ['typed', 'approve', typedOn('approve'), 'view-runs', 'approve-runs'],
  ['typed', 'the form to reject', typedOn('reject'), 'view-runs', 'approve-runs'],
  ['typed', 'apply', typedOn('apply'), 'view-runs', 'import-members'],
  ['typed', 'details', typedOn('details'), 'view-runs'],

  ['button', 'the Home tab', press('home', () => ({ userId: 'U0NOBODY' }))],
  ['button', 'erase', press('erase', () => ({ asked: 'nobody@acme.test', confirmed: true })), 'manage-settings'],
  ['button', 'move of a held file', press('move', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['button', 'forget of a held file', press('forget', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['button', 'keep of a held file', press('keep', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['button', 'the set-up', press('setup', () => ({})), 'manage-settings'],
  ['button', 'the form to import', press('import', () => ({})), 'import-members'],
  ['button', 'apply', onImport('apply'), 'import-members'],
  ['button', 'discard of an import', onImport('discard'), 'import-members'],
  ['button', 'details of an import', press('details', () => ({ id: subjects.checked })), 'view-imports'],
  ['button', 'another page of them', press('details', () => ({ id: subjects.checked, page: '2' })), 'view-imports'],
  ['button', 'the form to invite from a list', press('invite', () => ({ id: subjects.checked })), 'run-invitations'],
  ['button', 'send', onDraft('send'), 'run-invitations'],
  ['button', 'the form to send later', onDraft('later'), 'run-invitations'],
  ['button', 'try', onDraft('try'), 'run-invitations'],
  ['button', 'split', onDraft('split'), 'run-invitations'],
  ['button', 'discard of a run', onDraft('discard'), 'run-invitations'],
  ['button', 'pause', onDraft('pause'), 'run-invitations'],
  ['button', 'resume', onDraft('resume'), 'run-invitations'],
  ['button', 'cancel', onDraft('cancel'), 'run-invitations'],
  ['button', 'retry', onDraft('retry'), 'run-invitations'],
  ['button', 'approve', onDraft('approve'), 'approve-runs'],
  ['button', 'the form to reject', onDraft('reject'), 'approve-runs'],
  ['button', 'the card of an approver', press('look', () => ({ id: subjects.draft })), 'approve-runs'],
  ['button', 'details of a run', press('details', () => ({ id: subjects.draft })), 'view-runs'],

  ['form', 'import of a file', press('import', file), 'import-members'],
  ['form', 'invite from a list', chosen({ importId: randomUUID() }), 'run-invitations'],
  ['form', 'invite from a user group', chosen({ groupId: 'S0NONE' }), 'run-invitations'],
  ['form', 'invite from org units', chosen({ unitIds: [randomUUID()] }), 'run-invitations', 'view-org-units'],
  ['form', 'send later', press('later', () => ({ ...onDraft('')().fields, at: inAnHour() })), 'run-invitations'],
  ['form', 'reject', press('reject', () => ({ ...onDraft('')().fields, reason: 'no' })), 'approve-runs'],

  ['download', 'the template', 'template'],
  ['download', 'the log of a run', typedOn('download'), 'view-runs'],
  ['download', 'the log, by its button', press('download', () => ({ id: subjects.draft })), 'view-runs'],
  ['download', 'everybody in the directory', 'export', 'view-runs'],
  ['download', 'the audit trail', 'audit', 'manage-settings'],
  ['download', 'evidence of a run', typedOn('audit'), 'manage-settings', 'view-runs'],

  ['picker', 'lists', 'lists', 'run-invitations'],
  ['picker', 'units', 'units', 'view-org-units'],
];

const may = 'may';

/** What the matrix says of somebody: that they may, which permission they lack, or what they are. */
function specified({ profile, holds }: Somebody, needs: Permission[]): string {
  if (profile.standing !== 'colleague') return profile.standing;
  return needs.find((permission) => !holds.includes(permission)) ?? may;
}

function told(reply: Reply): string {
  if (reply.kind === 'went-wrong') return 'went wrong';
  if (reply.kind !== 'refused') return may;
  if (reply.refusal.code === 'not-allowed') return reply.refusal.needs;
  return reply.refusal.code === 'not-a-colleague' ? reply.refusal.standing : may;
}

const words = (typed: string): Heard['asked'] => {
  const [verb = '', ...rest] = typed.split(' ');
  return { verb, words: rest };
};

async function ask({ profile, holds }: Somebody, [entry, , wanted, ...needs]: Line): Promise<string> {
  if (typeof wanted !== 'string') return told(await hear(world, profile, wanted()));
  if (entry !== 'picker') return told(await hear(world, profile, words(wanted)));
  const found = await offers(world, profile, wanted === 'lists' ? 'lists' : 'units');
  // A picker has no room for words: who may not see gets nothing.
  return found ? may : specified({ profile, holds }, needs).replace(/^may$/, 'nothing');
}

describe('the matrix', () => {
  it.each(matrix)('%s: %s', async (...line) => {
    const [, , , ...needs] = line;
    const found: Record<string, string> = {};
    for (const [name, somebody] of people) found[name] = await ask(somebody, line);

    expect(found).toEqual(
      Object.fromEntries([...people].map(([name, somebody]) => [name, specified(somebody, needs)])),
    );
  });

  it('has a line for every command there is', () => {
    const asked = new Set(matrix.map(([, , wanted]) => (typeof wanted === 'string' ? words(wanted) : wanted()).verb));

    expect(commands.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  });

  it('changes nothing for who may not', async () => {
    const before = await everyRow(world.db, ['chat_user']);

    for (const line of matrix) {
      const [, , , ...needs] = line;
      for (const somebody of people.values()) if (specified(somebody, needs) !== may) await ask(somebody, line);
    }

    expect(await everyRow(world.db, ['chat_user'])).toEqual(before);
  }, 60_000);
});

it('gives nobody anything by a button of any name, whatever it carries', async () => {
  const nobody = people.get('nobody')?.profile ?? profileOf('nobody');
  const free = ['help', 'about', 'template', 'home'];
  const carried = [{}, { id: subjects.draft, version: 1 }, { id: subjects.checked, version: 1, page: 1 }];

  for (const { name } of commands.filter((command) => !free.includes(command.name))) {
    for (const fields of carried) {
      expect(`${name}: ${(await hear(world, nobody, { verb: name, fields })).kind}`).toBe(`${name}: refused`);
    }
  }
});

it('shows on a Home tab what its owner may see, and no more', async () => {
  const parts = {
    approvals: 'approve-runs',
    running: 'view-runs',
    last: 'view-runs',
    funnel: 'view-runs',
    settings: 'manage-settings',
  };

  for (const { profile, holds } of people.values()) {
    const operator = await recognise(world, profile);
    const home = operator.ok ? await homeOf(world, operator.value) : undefined;
    for (const [part, needs] of Object.entries(parts)) {
      const sees = home !== undefined && holds.some((held) => held === needs);
      expect([profile.name, part, home !== undefined && part in home]).toEqual([profile.name, part, sees]);
    }
  }
});

describe('permissions that end', () => {
  const needed = async (from: Profile, typed: string) => told(await hear(world, from, words(typed)));

  it('takes away with an administrator’s role what came with it', async () => {
    const was = profileOf('demoted', { isAdmin: true });
    expect(await needed(was, 'settings')).toBe(may);

    expect(await needed({ ...was, isAdmin: false }, 'settings')).toBe('manage-settings');
  });

  it('counts one permission of two for nothing', async () => {
    const both = profileOf('both');
    await hear(world, both, words('help'));
    await give(world, both, ['run-invitations', 'view-org-units']);

    expect(told(await hear(world, both, chosen({ unitIds: [randomUUID()] })()))).toBe(may);
  });
});
