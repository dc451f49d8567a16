import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPerson } from '#core/directory/find-person.ts';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { listUnits } from '#core/directory/list-units.ts';
import { grantPermission } from '#core/store/permissions.ts';
import { keepSetting } from '#core/store/settings.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

const LIST = `username,email,first_name,last_name,phone,org_unit
ann.lee,ann@y.test,Ann,Lee,+447400123456,Markets / Equities
,bob@y.test,,,+447400123457,Markets
cy,cy@y.test,Cy,,,Wealth
`;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await anAppliedImport(world, LIST);
  await grantPermission(world.db, world.requester, world.onlooker.id, 'view-runs');
  await keepSetting(world.db, world.requester, 'company.country', 'GB');
  await world.db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state, phone, linked_at)
    SELECT company_id, id, 'whatsapp', 'linked', phone, '2026-11-22T10:00:00Z' FROM member WHERE email = 'ann@y.test'`;
});
afterAll(() => world.close());

it.each(['ann@y.test', ' ANN@y.test', '+44 7400 123456', '07400 123456'])('%j is Ann', async (asked) => {
  const outcome = await findPerson(world, world.requester, asked);

  expect(outcome).toMatchObject({
    value: {
      name: 'Ann Lee',
      username: 'ann.lee',
      email: 'ann@y.test',
      maskedEmail: 'a•••@y.test',
      phone: '+447400123456',
      maskedPhone: '+44•••••3456',
      unit: 'Markets / Equities',
      role: 'Member',
      numbers: ['+447400123456'],
      links: [{ channel: 'whatsapp', state: 'linked', phone: '+447400123456' }],
      invitations: [],
    },
  });
});

it('a person without a name is called by their address, and units stay hidden from who may not see them', async () => {
  const outcome = await findPerson(world, world.onlooker, 'bob@y.test');

  expect(outcome).toMatchObject({ value: { name: 'bob@y.test' } });
  expect(outcome.ok && outcome.value).not.toHaveProperty('unit');
});

it.each(['nobody@y.test', '+447400999999', 'what?', "' OR 1=1 --"])('%j is nobody', async (asked) => {
  const outcome = await findPerson(world, world.requester, asked);

  expect(outcome).toEqual({ ok: false, refusal: { code: 'person-not-found', asked } });
});

it.each([
  ['', ['+447400123456', '+447400123457']],
  ['3457', ['+447400123457']],
  ['+44 7400 123456', ['+447400123456']],
  ['lee', ['+447400123456']],
  ['bob@', ['+447400123457']],
  ['100%', []],
])('numbers that fit %j are listed', async (filter, phones) => {
  const outcome = await listNumbers(world, world.requester, { filter });

  expect(outcome.ok && outcome.value.numbers.map(({ phone }) => phone)).toEqual(phones);
  expect(outcome).toMatchObject({ value: { total: phones.length, page: 1 } });
});

it('a number says whose it is and how far it is linked', async () => {
  const outcome = await listNumbers(world, world.requester, { filter: 'ann' });

  expect(outcome.ok && outcome.value.numbers[0]).toMatchObject({
    maskedPhone: '+44•••••3456',
    member: { name: 'Ann Lee', username: 'ann.lee', email: 'ann@y.test' },
    links: [{ channel: 'whatsapp', state: 'linked' }],
    updatedAt: expect.any(Date),
  });
});

it('units are a tree with the people of each, alone and with all below', async () => {
  const outcome = await listUnits(world, world.requester);

  expect(outcome.ok && outcome.value.map(({ id, ...unit }) => unit)).toEqual([
    { name: 'Markets', path: 'Markets', depth: 1, members: 1, membersWithBelow: 2 },
    { name: 'Equities', path: 'Markets / Equities', depth: 2, members: 1, membersWithBelow: 1 },
    { name: 'Wealth', path: 'Wealth', depth: 1, members: 1, membersWithBelow: 1 },
  ]);
});

it('nothing is told to who may not ask', async () => {
  const { onlooker } = world;

  expect(await listNumbers(world, onlooker, { filter: '' })).toMatchObject({ refusal: { needs: 'view-imports' } });
  expect(await listUnits(world, onlooker)).toMatchObject({ refusal: { needs: 'view-org-units' } });
});
