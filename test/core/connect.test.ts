import { expect, it } from 'vitest';
import { makeConnectCode } from '#core/connect/make-code.ts';
import { takeConnectCode } from '#core/connect/take-code.ts';
import { recognise } from '#core/directory/recognise.ts';
import { whatMay } from '#core/directory/what-may.ts';
import { holdFile } from '#core/imports/hold-file.ts';
import { findInstallation } from '#core/installations/find-installation.ts';
import { install } from '#core/installations/install.ts';
import type { Operator } from '#core/operator.ts';
import { Permission } from '#core/permission.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

/** Another workspace, installed by Zoe, who owns its company. */
async function another(world: World): Promise<Operator> {
  await install(world, {
    ...{ workspaceId: 'T0OTHER', name: 'Acme Lisbon', isEnterprise: false, appId: 'A0', botUserId: 'U0BOT' },
    ...{ scopes: [], tokens: { bot: 'xoxb-other' }, installedBy: { userId: 'U0ZOE', email: 'zoe@acme.test' } },
  });
  return person(world, 'U0ZOE', 'zoe@acme.test');
}

async function person(world: World, userId: string, email: string, isAdmin = true): Promise<Operator> {
  const known = await recognise(world, {
    ...{ platform: 'slack', workspaceId: 'T0OTHER', userId, name: userId, email, isAdmin },
    standing: 'colleague',
  });
  return { ...accepted(known), place: { platform: 'slack', workspaceId: 'T0OTHER', conversation: 'D0ZOE' } };
}

const here = (world: World): Operator => ({ ...world.requester, place: world.place });
const codeFrom = async (world: World, by: Operator) => accepted(await makeConnectCode(world, by)).code;
const take = (world: World, by: Operator, code: string) => takeConnectCode(world, by, code);

it('brings a workspace that nobody has worked in into the company where the code was made', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const code = await codeFrom(world, here(world));

  const joined = await take(world, zoe, code.toLowerCase().replaceAll('-', ' '));

  expect(joined).toMatchObject({ ok: true, value: { company: 'Acme Capital' } });
  expect(await person(world, 'U0ZOE', 'zoe@acme.test')).toMatchObject({ companyId: world.companyId });
  expect(await findInstallation(world, 'T0OTHER')).toMatchObject({
    companyId: world.companyId,
    tokens: { bot: 'xoxb-other' },
  });
});

it('joins the other way round where the code is typed in the company that has the data', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  await aList(world, 3);
  const code = await codeFrom(world, zoe);

  accepted(await take(world, here(world), code));

  expect(await person(world, 'U0ZOE', 'zoe@acme.test')).toMatchObject({ companyId: world.companyId });
});

it('is one person who has the same verified address on both sides', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  await person(world, 'U0ANA2', 'ana@acme.test', false);

  accepted(await take(world, zoe, await codeFrom(world, here(world))));

  expect(await person(world, 'U0ANA2', 'ana@acme.test', false)).toMatchObject({ id: world.requester.id });
});

it('takes everybody along, and what they were asked about a file', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const shy = accepted(
    await recognise(world, {
      ...{ platform: 'slack', workspaceId: 'T0OTHER', userId: 'U0SHY', name: 'Shy', isAdmin: false },
      standing: 'colleague',
    }),
  );
  const file = { upload: { fileId: 'F1' }, fileName: 'staff.csv', sourceKey: 'F1', heldKey: 'F1' };
  const audience = { isKnown: true, isShared: true, isPublic: false };
  const place = { platform: 'slack', workspaceId: 'T0OTHER', conversation: 'C0OTHER' };
  const held = accepted(
    await holdFile(world, zoe, { ...file, addNumbers: true, sendLoginMail: false, place, audience }),
  );

  accepted(await take(world, zoe, await codeFrom(world, here(world))));

  const now = await person(world, 'U0ZOE', 'zoe@acme.test');
  expect(await world.db.chatUser.findMany({ where: { companyId: zoe.companyId } })).toEqual([]);
  expect(await world.db.chatUser.findFirst({ where: { userId: 'U0SHY' } })).toMatchObject({
    companyId: world.companyId,
    operatorId: shy.id,
  });
  expect(await world.db.heldFile.findMany()).toMatchObject([
    { id: typeof held === 'object' && held.id, companyId: world.companyId, givenBy: now.id },
  ]);
});

it('makes nobody an owner of the company that their workspace joins', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);

  accepted(await take(world, zoe, await codeFrom(world, here(world))));

  const joined = await person(world, 'U0ZOE', 'zoe@acme.test');
  expect((await whatMay(world, joined)).permissions).toEqual([]);
  expect(await makeConnectCode(world, joined)).toMatchObject({ refusal: { code: 'owners-only' } });
  expect((await whatMay(world, world.requester)).permissions).toEqual(Permission.options);
});

it('refuses where both have data, and changes nothing', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  await aList(world, 3);
  await aList({ db: world.db, companyId: zoe.companyId, requester: zoe, place: world.place }, 3);

  const joined = await take(world, zoe, await codeFrom(world, here(world)));

  expect(joined).toMatchObject({ refusal: { code: 'both-have-data' } });
  expect(await person(world, 'U0ZOE', 'zoe@acme.test')).toMatchObject({ companyId: zoe.companyId });
});

it('is for owners alone, on both sides', async () => {
  await using world = await makeWorld();
  await another(world);
  const yan = await person(world, 'U0YAN', 'yan@acme.test');
  await world.db.permissionGrant.create({
    data: { companyId: yan.companyId, operatorId: yan.id, permission: 'manage-settings', grantedBy: yan.id },
  });
  const code = await codeFrom(world, here(world));

  expect(await makeConnectCode(world, world.onlooker)).toMatchObject({ refusal: { code: 'owners-only' } });
  expect(await take(world, yan, code)).toMatchObject({ refusal: { code: 'owners-only' } });
});

it('takes no code of somebody who owns nothing any more', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const code = await codeFrom(world, here(world));
  await world.db.chatUser.updateMany({ where: { operatorId: world.requester.id }, data: { isAdmin: false } });

  expect(await take(world, zoe, code)).toMatchObject({ refusal: { code: 'code-unknown' } });
});

it('a code is good for one use, for 15 minutes, and only the newest one is', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const former = await codeFrom(world, here(world));
  const late = await codeFrom(world, here(world));
  await world.db.$executeRaw`UPDATE connect_code SET expires_at = now() - interval '1 second'`;

  expect(await take(world, zoe, former)).toMatchObject({ refusal: { code: 'code-unknown' } });
  expect(await take(world, zoe, late)).toMatchObject({ refusal: { code: 'code-unknown' } });

  const code = await codeFrom(world, here(world));
  const [first, second] = await Promise.all([take(world, zoe, code), take(world, zoe, code)]);
  expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
});

it('lets nobody guess', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const code = await codeFrom(world, here(world));

  for (let guess = 1; guess <= 5; guess++) await take(world, zoe, `WRONG${guess}`);

  expect(await take(world, zoe, code)).toMatchObject({ refusal: { code: 'too-many-codes' } });
  const [kept] = await world.db.connectCode.findMany();
  expect(Buffer.from(kept?.hash ?? []).toString()).not.toContain(code);
});

it('refuses a code of the same company', async () => {
  await using world = await makeWorld();

  expect(await take(world, here(world), await codeFrom(world, here(world)))).toMatchObject({
    refusal: { code: 'own-code' },
  });
});

it('is written down on both sides, without the code', async () => {
  await using world = await makeWorld();
  const zoe = await another(world);
  const code = await codeFrom(world, here(world));

  accepted(await take(world, zoe, code));

  const entries = await world.db.auditEntry.findMany({ where: { action: 'company-joined' } });
  expect(entries.map(({ companyId }) => companyId).sort()).toEqual([world.companyId, zoe.companyId].sort());
  expect(JSON.stringify(await world.db.auditEntry.findMany({ select: { facts: true } }))).not.toContain(code);
});
