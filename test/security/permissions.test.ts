import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import { makeDispatch } from '#bot/dispatch.ts';
import type { Heard } from '#bot/platforms/define.ts';
import type { Reply } from '#bot/reply.ts';
import { Permission } from '#core/permission.ts';
import { makeLog } from '#core/process/log.ts';
import { openSignature } from '#core/signature.ts';
import type { Profile } from '#core/store/operators.ts';
import { aCheckedImport, anAppliedImport } from '../harness/builders/imports.ts';
import { aDraft } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

let world: World;
let subjects: { checked: string; draft: string };
const colleagues = new Map<string, Profile>();
beforeAll(async () => {
  world = await makeWorld();
  const list = 'email,mobile_phone,org_unit\nida@acme.test,+447400100001,Markets\n';
  await anAppliedImport(world, list);
  subjects = {
    checked: (await aCheckedImport(world, list)).id,
    draft: (await aDraft(world, 2)).id,
  };
  colleagues.set('nobody', await colleague('NONE', []));
  colleagues.set('owner', await colleague('OWNER', [], true));
  for (const permission of Permission.options) colleagues.set(permission, await colleague(permission, [permission]));
});
afterAll(() => world.close());

const any = undefined;
// A version that no card has: whoever passes the check of permissions is told so, and nothing changes.
const on = (id: string) => ({ id, version: 999 });
const chosen = (source: object) => ({ chosen: { channel: 'whatsapp', ...source } });
const file = () => ({ file: { upload: {}, fileName: 'x.csv', sourceKey: randomUUID() } });

type Asking = [what: string, verb: string, ask: () => Heard['asked'], needs: Permission | typeof any];
const typed = (verb: string, ...words: string[]) => [verb, () => ({ verb, words })] as const;
const pressed = (verb: string, fields: () => Record<string, unknown>) =>
  [verb, () => ({ verb, fields: fields() })] as const;

const askings: Asking[] = [
  ['help', ...typed('help'), any],
  ['about', ...typed('about'), any],
  ['template', ...typed('template'), any],
  ['home', ...pressed('home', () => ({ userId: 'U0NOBODY' })), any],
  ['the form to import', ...typed('import'), 'import-members'],
  ['the form to invite', ...typed('invite'), 'run-invitations'],
  ['the form to reject', ...pressed('reject', () => on(subjects.draft)), 'approve-runs'],
  ['import of a file', ...pressed('import', file), 'import-members'],
  ['apply', ...pressed('apply', () => on(subjects.checked)), 'import-members'],
  ['discard of an import', ...pressed('discard', () => on(subjects.checked)), 'import-members'],
  ['imports', ...typed('imports'), 'view-imports'],
  ['details of an import', ...pressed('details', () => ({ id: subjects.checked })), 'view-imports'],
  ['numbers', ...typed('numbers', 'ida'), 'view-imports'],
  ['invite from a list', ...pressed('invite', () => chosen({ importId: randomUUID() })), 'run-invitations'],
  ['send', ...pressed('send', () => on(subjects.draft)), 'run-invitations'],
  ['discard of a run', ...pressed('discard', () => on(subjects.draft)), 'run-invitations'],
  ['cancel', ...pressed('cancel', () => on(subjects.draft)), 'run-invitations'],
  ['pause', ...pressed('pause', () => on(subjects.draft)), 'run-invitations'],
  ['try', ...pressed('try', () => on(subjects.draft)), 'run-invitations'],
  ['resume', ...pressed('resume', () => on(subjects.draft)), 'run-invitations'],
  ['retry', ...pressed('retry', () => on(subjects.draft)), 'run-invitations'],
  ['split', ...pressed('split', () => on(subjects.draft)), 'run-invitations'],
  ['runs', ...typed('runs'), 'view-runs'],
  ['queue', ...typed('queue'), 'view-runs'],
  ['status', ...typed('status'), 'view-runs'],
  ['log', ...typed('log'), 'view-runs'],
  ['download', ...typed('download'), 'view-runs'],
  ['details of a run', ...pressed('details', () => ({ id: subjects.draft })), 'view-runs'],
  ['who', ...typed('who', 'ida@acme.test'), 'view-runs'],
  ['units', ...typed('units'), 'view-org-units'],
  ['approve', ...pressed('approve', () => on(subjects.draft)), 'approve-runs'],
  ['reject', ...pressed('reject', () => ({ ...on(subjects.draft), reason: 'no' })), 'approve-runs'],
  ['settings', ...typed('settings'), 'manage-settings'],
  // For owners alone, whatever somebody was granted: test/core/connect.test.ts.
  ['connect', ...typed('connect'), any],
  ['setup', ...pressed('setup', () => ({})), 'manage-settings'],
  ['settings with a value', ...typed('settings', 'run.max-records', '100'), 'manage-settings'],
  ['erase', ...typed('erase', 'ida@acme.test'), 'manage-settings'],
  ['erase for good', ...pressed('erase', () => ({ asked: 'nobody@acme.test', confirmed: true })), 'manage-settings'],
  ['move of a held file', ...pressed('move', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['forget of a held file', ...pressed('forget', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['keep of a held file', ...pressed('keep', () => ({ id: randomUUID(), version: 1 })), 'import-members'],
  ['verify', ...typed('verify'), 'manage-settings'],
  ['audit', ...typed('audit'), 'manage-settings'],
  ['grant', ...typed('grant', '@U0NOBODY', 'view-runs'), 'manage-settings'],
  ['revoke', ...typed('revoke', '@U0NOBODY', 'view-runs'), 'manage-settings'],
];

/** Somebody known to Slack, with exactly these permissions. */
async function colleague(name: string, held: Permission[], isAdmin = false): Promise<Profile> {
  const { db, companyId, requester, place } = world;
  const profile: Profile = {
    ...{ platform: 'slack', workspaceId: place.workspaceId, userId: `U0${name}`, name, isAdmin },
    standing: 'colleague',
  };
  await hear(profile, { verb: 'help', words: [] });
  const user = await db.chatUser.findFirstOrThrow({ where: { userId: profile.userId } });
  for (const permission of held) {
    const grant = { companyId, operatorId: user.operatorId, permission, grantedBy: requester.id };
    await db.permissionGrant.upsert({
      where: { companyId_operatorId_permission: { companyId, operatorId: user.operatorId, permission } },
      create: grant,
      update: {},
    });
  }
  return profile;
}

function hear(from: Profile, asked: Heard['asked']): Promise<Reply> {
  const log = makeLog({ LOG_LEVEL: 'silent' });
  const product = { version: '0', connector: 'simulator', signature: openSignature(Buffer.alloc(32)) };
  const direct = async () => world.place;
  const needs = {
    db: world.db,
    secrets: world.secrets,
    log,
    product,
    direct,
    groups: async () => undefined,
    speak: async () => true,
    queueAnswers: async () => true,
  };
  return makeDispatch(needs)({
    from,
    place: world.place,
    asked,
  });
}

const needed = (reply: Reply) =>
  reply.kind === 'refused' && reply.refusal.code === 'not-allowed' ? reply.refusal.needs : undefined;

it.each(askings)('%s is for whom it should be for, and for nobody else', async (_, __, ask, needs) => {
  const told: Record<string, string | undefined> = {};
  for (const [who, profile] of colleagues) {
    const reply = await hear(profile, ask());
    told[who] = reply.kind === 'went-wrong' ? 'went wrong' : needed(reply);
  }

  const refused = (who: string) => (who === 'owner' || who === needs ? undefined : needs);
  expect(told).toEqual(Object.fromEntries([...colleagues.keys()].map((who) => [who, refused(who)])));
});

it('asks for two permissions to invite the people of org units', async () => {
  const fromUnits = () => ({ verb: 'invite', fields: chosen({ unitIds: [randomUUID()] }) });

  expect(needed(await hear(await colleague('RUN', ['run-invitations']), fromUnits()))).toBe('view-org-units');
  expect(needed(await hear(await colleague('SEE', ['view-org-units']), fromUnits()))).toBe('run-invitations');
  expect(needed(await hear(await colleague('BOTH', ['run-invitations', 'view-org-units']), fromUnits()))).toBe(
    undefined,
  );
});

it('has asked for every command there is', () => {
  const asked = new Set(askings.map(([, verb]) => verb));

  expect(commands.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
});

it('takes away with an administrator’s role what came with it', async () => {
  const was = await colleague('DEMOTED', [], true);
  expect(needed(await hear(was, { verb: 'settings', words: [] }))).toBeUndefined();

  const reply = await hear({ ...was, isAdmin: false }, { verb: 'settings', words: [] });

  expect(needed(reply)).toBe('manage-settings');
});

it.each(['guest', 'outsider', 'gone'] as const)('refuses everything to whom Slack now calls %s', async (standing) => {
  const was = await colleague(`BECAME${standing}`, [...Permission.options], true);

  const replies = await Promise.all(askings.map(([, , ask]) => hear({ ...was, standing }, ask())));

  for (const reply of replies) {
    expect(reply).toEqual({ kind: 'refused', refusal: { code: 'not-a-colleague', standing } });
  }
});
