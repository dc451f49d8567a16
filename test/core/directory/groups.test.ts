import { afterEach, beforeEach, expect, it } from 'vitest';
import { deny } from '#core/deny.ts';
import { grantGroup, revokeGroup } from '#core/directory/change-group-permission.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { foundCompany } from '#core/directory/found-company.ts';
import { keepToldGroups } from '#core/directory/keep-told-groups.ts';
import { listGrants } from '#core/directory/list-grants.ts';
import { recognise } from '#core/directory/recognise.ts';
import { whatMay } from '#core/directory/what-may.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { holdersOf } from '#core/store/permissions.ts';
import type { ToldGroup } from '#core/store/user-groups.ts';
import { accepted, aDraft, cardOf, refusalOf, report } from '../../harness/builders/runs.ts';
import { makeWorld, type World } from '../../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  // Ana alone owns the company now.
  await foundCompany(world, { platform: 'slack', externalId: 'T0ACME', name: 'Acme Capital' }, 'ana@acme.test');
});
afterEach(() => world.close());

const approvers: ToldGroup = { id: 'S0APPROVERS', name: 'approvers', members: ['U0CLEO', 'U0UNKNOWN'], isGone: false };
const place = () => ({ companyId: world.companyId, platform: 'slack', workspaceId: 'T0ACME' });
const grant = (told = approvers, ageMs = 0) =>
  grantGroup(world, world.requester, { where: world.place, told, ageMs, permission: 'approve-runs' });
const told = (group: Partial<ToldGroup>, ageMs = 0) =>
  keepToldGroups(world, place(), { groups: [{ ...approvers, ...group }], ageMs });
const away = () => world.db.$executeRaw`UPDATE user_group SET known_at = now() - interval '16 minutes'`;
const may = async () => (await whatMay(world, world.onlooker)).permissions;

it('counts members who are known, and those who are not once they are', async () => {
  expect(accepted(await grant())).toMatchObject({ group: 'approvers', changed: true, members: 2, known: 1 });
  expect(accepted(await grant())).toMatchObject({ changed: false });

  expect(await holdersOf(world.db, world.companyId, 'approve-runs')).toEqual(
    expect.arrayContaining([world.requester.id, world.onlooker.id]),
  );
  expect(await may()).toEqual(['approve-runs']);
});

it('keeps the newer of two answers, whichever comes last', async () => {
  accepted(await grant(approvers, 1_000));

  await told({ members: [] }, 0);
  await told({ members: ['U0CLEO'] }, 60_000);

  expect(await may()).toEqual([]);
});

it('takes a group that its platform does not name any more for gone', async () => {
  accepted(await grant(approvers, 1_000));

  await keepToldGroups(world, place(), { groups: [], ageMs: 0 });

  expect(await may()).toEqual([]);
  expect(accepted(await listGrants(world, world.requester)).groups).toMatchObject([
    { name: 'approvers', isGone: true },
  ]);
});

it('gives nothing to a group that is disabled', async () => {
  expect(refusalOf(await grant({ ...approvers, isGone: true }))).toEqual({ code: 'group-not-found' });
});

it('forgets a group that holds nothing any more, and who is in it', async () => {
  accepted(await grant());
  const wanted = { where: world.place, group: approvers.id, permission: 'approve-runs' };

  const revoked = accepted(await revokeGroup(world, world.requester, wanted));

  expect(revoked).toMatchObject({ changed: true, group: 'approvers' });
  expect(await world.db.userGroup.count()).toBe(0);
  expect(refusalOf(await revokeGroup(world, world.requester, wanted))).toEqual({ code: 'group-not-found' });
});

it('is given to who may change settings alone, and holds nothing that does not exist', async () => {
  const wanted = { where: world.place, told: approvers, ageMs: 0, permission: 'approve-runs' };
  const revoked = { where: world.place, group: approvers.id, permission: 'everything' };

  const denied = await grantGroup(world, world.onlooker, wanted);
  const unknown = await revokeGroup(world, world.requester, revoked);

  expect(refusalOf(denied)).toEqual({ code: 'not-allowed', needs: 'manage-settings' });
  expect(refusalOf(unknown)).toEqual({ code: 'unknown-permission', asked: 'everything' });
  expect(await world.db.userGroup.count()).toBe(0);
});

it('writes down once what a group was given, and what was taken from it', async () => {
  const wanted = { where: world.place, group: approvers.id };
  for (const ageMs of [1, 0]) accepted(await grant(approvers, ageMs));
  const { id } = await world.db.userGroup.findFirstOrThrow();
  const none = accepted(await revokeGroup(world, world.requester, { ...wanted, permission: 'view-runs' }));

  const taken = accepted(await revokeGroup(world, world.requester, { ...wanted, permission: 'approve-runs' }));

  expect(none).toEqual({ group: 'approvers', permission: 'view-runs', changed: false, members: 2, known: 1 });
  expect(taken).toEqual({ group: 'approvers', permission: 'approve-runs', changed: true, members: 2, known: 1 });
  const noted = await world.db.auditEntry.findMany({
    where: { action: { startsWith: 'permission-' } },
    orderBy: { id: 'asc' },
  });
  const common = { operatorId: world.requester.id, subject: 'group', subjectId: id };
  expect(noted).toMatchObject([
    { ...common, action: 'permission-granted', facts: { permission: 'approve-runs', before: false, after: true } },
    { ...common, action: 'permission-revoked', facts: { permission: 'approve-runs', before: true, after: false } },
  ]);
});

it('tells Home tabs when it, or who is in it, has become another', async () => {
  await world.db.$executeRaw`
    INSERT INTO home (company_id, platform, workspace_id, user_id, conversation)
    VALUES (${world.companyId}::uuid, 'slack', 'T0ACME', 'U0CLEO', 'D0CLEO')`;
  const told = async (what: () => Promise<unknown>) => {
    await world.forgetOutbox();
    await what();
    return (await world.outbox('show-home')).length;
  };

  expect(await told(() => grant(approvers, 3_000))).toBe(1);
  expect(await told(() => grant(approvers, 2_000))).toBe(0);
  expect(await told(() => keepToldGroups(world, place(), { groups: [approvers], ageMs: 1_000 }))).toBe(0);
  const readers = { ...approvers, id: 'S0READERS', name: 'readers' };
  const wanted = { where: world.place, told: readers, ageMs: 900, permission: 'view-runs' };
  accepted(await grantGroup(world, world.requester, wanted));
  const renamed = [approvers, { ...readers, name: 'lookers' }];
  expect(await told(() => keepToldGroups(world, place(), { groups: renamed, ageMs: 500 }))).toBe(1);
  expect(await told(() => keepToldGroups(world, place(), { groups: [], ageMs: 0 }))).toBe(1);
});

it('says through which group somebody keeps what was taken from them, as long as it counts', async () => {
  const cleos = { platform: 'slack', person: 'U0CLEO', permission: 'approve-runs' };
  const revoke = async (permission = 'approve-runs') =>
    accepted(await changePermission(world, world.requester, 'revoke', { ...cleos, permission })).still;
  const others = { ...approvers, id: 'S0READERS', name: 'readers' };
  accepted(await grant());
  const wanted = { where: world.place, told: others, ageMs: 0, permission: 'view-runs' };
  accepted(await grantGroup(world, world.requester, wanted));

  expect(await revoke()).toEqual(['approvers']);
  expect(await revoke('view-imports')).toBeUndefined();
  await world.db.$executeRaw`
    UPDATE group_grant SET permission = 'approve-runs'`;
  await world.db.$executeRaw`
    UPDATE user_group SET known_at = now() - interval '16 minutes' WHERE name = 'readers'`;
  expect(await revoke()).toEqual(['approvers']);
});

it('says why it does not count, instead of that somebody never had it', async () => {
  accepted(await grant());
  await away();
  const { knownAt: since } = await world.db.userGroup.findFirstOrThrow();

  const through = (await whatMay(world, world.onlooker)).through;

  expect(await deny(world.db, world.onlooker, 'approve-runs')).toEqual({
    ...{ code: 'group-not-known', needs: 'approve-runs', group: 'approvers', since },
  });
  expect(await deny(world.db, world.onlooker, 'view-runs')).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  expect(through).toEqual([{ group: 'approvers', permission: 'approve-runs', knownAt: since, counts: false }]);
});

it('is listed with what everybody else was given, for who may change settings alone', async () => {
  accepted(await grant());
  const ben = { platform: 'slack', person: 'U0BEN', permission: 'view-runs' };
  accepted(await changePermission(world, world.requester, 'grant', ben));

  const denied = await listGrants(world, world.onlooker);
  const listed = accepted(await listGrants(world, world.requester));

  expect(refusalOf(denied)).toEqual({ code: 'not-allowed', needs: 'manage-settings' });
  expect(listed.people).toEqual([{ name: 'Ben', permissions: ['view-runs'] }]);
  expect(listed.groups).toMatchObject([
    { name: 'approvers', permissions: ['approve-runs'], members: 2, known: ['Cleo'], isGone: false, counts: true },
  ]);
});

it('counts nobody who is a guest by now', async () => {
  const cleo = { platform: 'slack', workspaceId: 'T0ACME', userId: 'U0CLEO', name: 'Cleo', isAdmin: false };
  accepted(await grant());
  const before = await may();

  await recognise(world, { ...cleo, standing: 'guest' });

  expect(before).toEqual(['approve-runs']);
  expect(await may()).toEqual([]);
});

it('asks for an approval where the only other approver is in a group, also while nobody can tell who is in it', async () => {
  const alone = await aDraft(world, 60);
  accepted(await grant());
  const draft = await aDraft(world, 60);
  await away();

  accepted(await sendRun(world, world.requester, cardOf(draft)));

  expect(alone.ownWordWillDo).toBe(true);
  expect(draft.approval).toMatchObject({ needed: 1, able: 1 });
  expect((await report(world, draft.id)).state).toBe('awaiting_approval');
});

it('says that too few may approve while nobody can tell who is in the group', async () => {
  accepted(await grant());
  const before = accepted(await listSettings(world, world.requester, 'approval.policy'));
  await away();

  const after = accepted(await listSettings(world, world.requester, 'approval.policy'));

  expect(before[0]?.approvers).toBeUndefined();
  expect(after[0]?.approvers).toBe(1);
});
