import { expect, it } from 'vitest';
import { deny } from '#core/deny.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import { whatMay } from '#core/directory/what-may.ts';
import type { Profile } from '#core/store/operators.ts';
import { makeWorld } from '../../harness/world.ts';

const workspace = { platform: 'slack', externalId: 'T0ACME', name: 'Acme Capital' };

const profile = (wanted: Partial<Profile>): Profile => ({
  platform: 'slack',
  workspaceId: 'T0ACME',
  userId: 'U0NEW',
  name: 'Nia',
  email: 'nia@acme.test',
  isAdmin: false,
  standing: 'colleague',
  ...wanted,
});

it('gives everything to the administrators of the workspace, and nothing to others', async () => {
  await using world = await makeWorld();

  expect((await whatMay(world, world.requester)).permissions).toHaveLength(7);
  expect((await whatMay(world, world.onlooker)).permissions).toEqual([]);
});

it('gives everything to the owner that is named, and not to administrators then', async () => {
  await using world = await makeWorld();
  await foundCompany(world, workspace, 'Cleo@acme.test');

  expect((await whatMay(world, world.onlooker)).permissions).toHaveLength(7);
  expect((await whatMay(world, world.requester)).permissions).toEqual([]);
});

it('gives one permission and takes it away, each once and told once', async () => {
  await using world = await makeWorld();
  const asked = { platform: 'slack', person: 'U0CLEO', permission: 'view-runs' };

  const granted = await changePermission(world, world.requester, 'grant', asked);
  const again = await changePermission(world, world.requester, 'grant', asked);
  const allowed = await deny(world.db, world.onlooker, 'view-runs');
  await changePermission(world, world.requester, 'revoke', asked);
  const denied = await deny(world.db, world.onlooker, 'view-runs');

  expect([granted, again].map((outcome) => outcome.ok && outcome.value.changed)).toEqual([true, false]);
  expect(allowed).toBeUndefined();
  expect(denied).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  expect(await world.db.auditEntry.count({ where: { action: { startsWith: 'permission-' } } })).toBe(2);
});

it('lets nobody give what they may not', async () => {
  await using world = await makeWorld();
  const asked = { platform: 'slack', person: 'U0CLEO', permission: 'manage-settings' };

  const outcome = await changePermission(world, world.onlooker, 'grant', asked);

  expect(outcome).toEqual({ ok: false, refusal: { code: 'not-allowed', needs: 'manage-settings' } });
});

it.each(['guest', 'outsider', 'gone'] as const)('refuses a %s whatever they ask', async (standing) => {
  await using world = await makeWorld();

  const stranger = await recognise(world, profile({ standing }));
  const former = await recognise(
    world,
    profile({ userId: 'U0ANA', name: 'Ana', email: 'ana@acme.test', isAdmin: true, standing }),
  );

  expect(stranger.ok).toBe(false);
  expect(former).toEqual({ ok: false, refusal: { code: 'not-a-colleague', standing } });
  expect(await deny(world.db, world.requester, 'view-runs')).toEqual({ code: 'not-allowed', needs: 'view-runs' });
});

it('knows a person again on another platform by the verified address', async () => {
  await using world = await makeWorld();
  await foundCompany(world, { platform: 'teams', externalId: 'tenant', name: 'Acme' });

  const elsewhere = await recognise(
    world,
    profile({ platform: 'teams', workspaceId: 'tenant', userId: 'a-b-c', email: 'ANA@acme.test' }),
  );

  expect(elsewhere.ok && elsewhere.value.id).toBe(world.requester.id);
});

it('makes one operator of a user whose first words come all at once', async () => {
  await using world = await makeWorld();
  const { email: _, ...shy } = profile({ userId: 'U0SHY', name: 'Sam' });

  const met = await Promise.all(Array.from({ length: 5 }, () => recognise(world, shy)));

  expect(new Set(met.map((outcome) => outcome.ok && outcome.value.id)).size).toBe(1);
  expect(await world.db.operator.count({ where: { name: 'Sam' } })).toBe(1);
});

it('follows a changed address: the owner is who has it now', async () => {
  await using world = await makeWorld();
  await foundCompany(world, workspace, 'boss@acme.test');
  await recognise(world, profile({ userId: 'U0CLEO', name: 'Cleo', email: 'boss@acme.test' }));
  const owner = (await whatMay(world, world.onlooker)).permissions;

  await recognise(world, profile({ userId: 'U0CLEO', name: 'Cleo', email: 'cleo@acme.test' }));
  const former = (await whatMay(world, world.onlooker)).permissions;

  expect([owner.length, former.length]).toEqual([7, 0]);
});

it('keeps two workspaces of the same platform apart', async () => {
  await using world = await makeWorld();

  const other = await foundCompany(world, { platform: 'slack', externalId: 'T0OTHER', name: 'Other Bank' });

  expect(other).not.toBe(world.companyId);
});
