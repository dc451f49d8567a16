import { afterEach, beforeEach, expect, it } from 'vitest';
import { grantGroup, revokeGroup } from '#core/directory/change-group-permission.ts';
import { foundCompany } from '#core/directory/found-company.ts';
import { keepToldGroups } from '#core/directory/keep-told-groups.ts';
import { listGrants } from '#core/directory/list-grants.ts';
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
