import { expect, it } from 'vitest';
import { deny } from '#core/deny.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { foundCompany } from '#core/directory/found-company.ts';
import { may } from '#core/directory/may.ts';
import { getToKnow, recognise } from '#core/directory/recognise.ts';
import { timeZoneOf } from '#core/directory/time-zone-of.ts';
import { whatMay } from '#core/directory/what-may.ts';
import type { Place } from '#core/operator.ts';
import { transaction } from '#core/store/db.ts';
import { lockUser, type Profile } from '#core/store/operators.ts';
import { holdersOf } from '#core/store/permissions.ts';
import { lockCompany } from '#core/store/runs.ts';
import { accepted, refusalOf } from '../../harness/builders/runs.ts';
import { makeWorld } from '../../harness/world.ts';

const all = [
  ...[
    'import-members',
    'view-imports',
    'run-invitations',
    'view-runs',
    'view-org-units',
    'approve-runs',
    'manage-settings',
  ],
];
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

  expect(await whatMay(world, world.requester)).toEqual({ company: 'Acme Capital', permissions: all, through: [] });
  expect((await whatMay(world, world.onlooker)).permissions).toEqual([]);
});

it('says what somebody may and who may it, one permission as the other', async () => {
  await using world = await makeWorld();
  const asked = { platform: 'slack', person: 'U0CLEO', permission: 'view-imports' };
  accepted(await changePermission(world, world.requester, 'grant', asked));

  const allowed = await may(world, world.onlooker, 'view-imports');
  const denied = await may(world, world.onlooker, 'view-runs');

  expect(allowed).toEqual({ ok: true, value: undefined });
  expect(refusalOf(denied)).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  expect((await whatMay(world, world.onlooker)).permissions).toEqual(['view-imports']);
  expect(new Set(await holdersOf(world.db, world.companyId, 'view-imports'))).toEqual(
    new Set([world.requester.id, world.approver.id, world.onlooker.id]),
  );
  expect(await holdersOf(world.db, world.companyId, 'view-runs')).not.toContain(world.onlooker.id);
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
  const noted = await world.db.auditEntry.findMany({
    where: { action: { startsWith: 'permission-' } },
    orderBy: { id: 'asc' },
  });
  const common = { operatorId: world.requester.id, subject: 'operator', subjectId: world.onlooker.id };
  expect(noted).toMatchObject([
    { ...common, action: 'permission-granted', facts: { permission: 'view-runs', before: false, after: true } },
    { ...common, action: 'permission-revoked', facts: { permission: 'view-runs', before: true, after: false } },
  ]);
});

it('says whose permission has changed, and where somebody keeps it all the same', async () => {
  await using world = await makeWorld();
  const change = async (what: 'grant' | 'revoke', person: string) =>
    accepted(
      await changePermission(world, world.requester, what, { platform: 'slack', person, permission: 'view-runs' }),
    );

  const granted = await change('grant', 'U0BEN');
  const kept = await change('revoke', 'U0BEN');
  const none = await change('revoke', 'U0CLEO');

  const ben = { name: 'Ben', users: [{ platform: 'slack', userId: 'U0BEN' }] };
  expect(granted).toEqual({ person: ben, permission: 'view-runs', changed: true });
  expect(kept).toEqual({ person: ben, permission: 'view-runs', changed: true, still: [] });
  expect(none).toMatchObject({ person: { name: 'Cleo' }, changed: false });
  expect(none).not.toHaveProperty('still');
});

it('has everybody who looks at their Home tab see it when permissions change, and only then', async () => {
  await using world = await makeWorld();
  await world.db.$executeRaw`
    INSERT INTO home (company_id, platform, workspace_id, user_id, conversation)
    VALUES (${world.companyId}::uuid, 'slack', 'T0ACME', 'U0CLEO', 'D0CLEO')`;
  const asked = { platform: 'slack', person: 'U0CLEO', permission: 'view-runs' };
  const told = async () => (await world.outbox('show-home')).length;

  await changePermission(world, world.requester, 'grant', asked);
  const once = await told();
  await changePermission(world, world.requester, 'grant', asked);

  expect([once, await told()]).toEqual([1, 1]);
});

it('knows neither permissions nor colleagues that do not exist', async () => {
  await using world = await makeWorld();
  const asked = { platform: 'slack', person: 'U0CLEO', permission: 'view-runs' };
  const grant = (wanted: Partial<typeof asked>) =>
    changePermission(world, world.requester, 'grant', { ...asked, ...wanted });

  const permission = await grant({ permission: 'everything' });
  const person = await grant({ person: 'U0NOBODY' });

  expect(refusalOf(permission)).toEqual({ code: 'unknown-permission', asked: 'everything' });
  expect(refusalOf(person)).toEqual({ code: 'colleague-not-found' });
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

  expect(refusalOf(stranger)).toEqual({ code: 'not-a-colleague', standing: 'outsider' });
  expect(await world.db.operator.count()).toBe(3);
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

it('does not take a guest for the colleague whose address they have', async () => {
  await using world = await makeWorld();
  await foundCompany(world, { platform: 'teams', externalId: 'tenant', name: 'Acme' });
  const there = profile({ platform: 'teams', workspaceId: 'tenant', userId: 'a-b-c', email: 'nia@acme.test' });
  const nia = accepted(await recognise(world, there));

  await recognise(world, { ...there, email: 'cleo@acme.test', standing: 'guest' });

  expect(accepted(await recognise(world, there)).id).toBe(nia.id);
  expect(await world.db.chatUser.count({ where: { operatorId: world.onlooker.id } })).toBe(1);
});

it('is at home in no workspace that it does not know', async () => {
  await using world = await makeWorld();

  const elsewhere = await recognise(world, profile({ workspaceId: 'T0STRANGE' }));

  expect(refusalOf(elsewhere)).toEqual({ code: 'not-a-colleague', standing: 'outsider' });
});

it('gets to know people before they say a word, but no strangers', async () => {
  await using world = await makeWorld();
  const { email: _, ...stranger } = profile({ userId: 'U0GUS', name: 'Gus', standing: 'guest' });

  await getToKnow(world, [profile({}), stranger]);

  expect((await world.db.operator.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)).toEqual([
    ...['Ana', 'Ben', 'Cleo', 'Nia'],
  ]);
});

it('makes one operator of a user whose first words come all at once', async () => {
  await using world = await makeWorld();
  const { email: _, ...shy } = profile({ userId: 'U0SHY', name: 'Sam' });

  const met = await Promise.all(Array.from({ length: 5 }, () => recognise(world, shy)));

  expect(new Set(met.map((outcome) => outcome.ok && outcome.value.id)).size).toBe(1);
  expect(await world.db.operator.count({ where: { name: 'Sam' } })).toBe(1);
});

it('lets first words of the same user wait for each other, and nobody who is known wait for anything', async () => {
  await using world = await makeWorld();
  const cleo = profile({ userId: 'U0CLEO', name: 'Cleo', email: 'cleo@acme.test' });
  const met: ReturnType<typeof recognise>[] = [];
  const waiting = async () =>
    (
      await world.db.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    ).length;

  await transaction(world.db, async (tx) => {
    await lockUser(tx, profile({}));
    await lockCompany(tx, world.companyId);
    met.push(recognise(world, profile({})), recognise(world, profile({})));
    await expect.poll(waiting).toBe(2);
    expect(accepted(await recognise(world, cleo)).id).toBe(world.onlooker.id);
  });

  const [first, second] = (await Promise.all(met)).map(accepted);
  expect(second?.id).toBe(first?.id);
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

it('tells in which time zone somebody is as their platform said it last, else the common one', async () => {
  await using world = await makeWorld();
  const nia = accepted(await recognise(world, profile({ timeZone: 'Asia/Tokyo' })));
  await recognise(world, profile({ timeZone: 'Europe/Lisbon' }));
  const at = (place?: Partial<Place>, who = nia) =>
    timeZoneOf(world, { ...who, ...(place && { place: { ...world.place, ...place } }) });

  expect(await at({})).toBe('Europe/Lisbon');
  expect(await at({}, world.onlooker)).toBe('UTC');
  expect(await at({ workspaceId: 'T0OTHER' })).toBe('UTC');
  expect(await at({ platform: 'teams' })).toBe('UTC');
  expect(await at()).toBe('UTC');
});
