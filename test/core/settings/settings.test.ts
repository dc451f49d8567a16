import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSetting } from '#core/settings/change-setting.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { readSettings } from '#core/store/settings.ts';
import { makeWorld, type World } from '../../harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

it('has our defaults while nobody has set anything', async () => {
  const settings = await readSettings(world.db, world.companyId);

  expect(settings).toMatchObject({
    'run.max-records': 100,
    'channel.whatsapp.enabled': true,
    'approval.policy': { kind: 'default' },
    'invitation.ttl': 24,
    'import.max-rows': 10_000,
  });
});

it.each([
  ['run.max-records', '250', 250],
  ['com.leapxpert.user.bulkintegration.records', '300', 300],
  ['channel.whatsapp.enabled', 'off', false],
  ['com.leapxpert.whatsapp.archived.channel.enabled', 'true', true],
  ['com.leapxpert.whatsapp.archived.channel.enable', 'false', false],
  ['approval.policy', 'other-person-over:7', { kind: 'other-person-over', people: 7 }],
  ['invitation.ttl', '48h', 48],
  ['company.country', 'gb', 'GB'],
])('takes %s %s', async (typed, value, inForce) => {
  const outcome = await changeSetting(world, world.requester, { key: typed, value });

  if (!outcome.ok) throw new Error(outcome.refusal.code);
  expect((await readSettings(world.db, world.companyId))[outcome.value.key]).toEqual(inForce);
});

it.each([
  ['run.max-records', '0'],
  ['run.max-records', 'many'],
  ['channel.whatsapp.enabled', 'maybe'],
  ['approval.policy', 'other-person-over:'],
  ['invitation.ttl', '1000h'],
  ['company.country', 'England'],
  ['mail.from', 'not an address'],
])('says what %s takes instead of %s, and changes nothing', async (key, value) => {
  const before = await readSettings(world.db, world.companyId);

  const outcome = await changeSetting(world, world.requester, { key, value });

  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'unfit-value', key } });
  expect(await readSettings(world.db, world.companyId)).toEqual(before);
});

it('knows no other settings', async () => {
  const outcome = await changeSetting(world, world.requester, { key: '__proto__', value: '1' });

  expect(outcome).toEqual({ ok: false, refusal: { code: 'unknown-setting', key: '__proto__' } });
});

it('lists who has changed what, for those who may know', async () => {
  await changeSetting(world, world.approver, { key: 'run.max-records', value: '77' });

  const listed = await listSettings(world, world.requester, 'run.max-records');
  const refused = await listSettings(world, world.onlooker);

  expect(listed).toMatchObject({ ok: true, value: [{ key: 'run.max-records', value: '77', changedBy: 'Ben' }] });
  expect(refused).toEqual({ ok: false, refusal: { code: 'not-allowed', needs: 'manage-settings' } });
});
