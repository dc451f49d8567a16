import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSetting } from '#core/settings/change-setting.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { settings } from '#core/settings/settings.ts';
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
  ['approval.policy', 'n-of:2', { kind: 'n-of', approvals: 2 }],
  ['approval.policy', 'n-of:20', { kind: 'n-of', approvals: 20 }],
  ['approval.channel', '<#C024BE91L|approvals>', 'C024BE91L'],
  ['approval.channel', '#C024BE91L', 'C024BE91L'],
  ['approval.channel', 'G024BE91L', 'G024BE91L'],
  ['approval.channel', '19:Ab_1-2@thread.tacv2', '19:Ab_1-2@thread.tacv2'],
  ['approval.channel', 'none', undefined],
  ['approval.reminders', 'off', false],
  ['invitation.ttl', '48h', 48],
  ['company.country', 'gb', 'GB'],
  ['company.name', '"Acme Capital"', 'Acme Capital'],
  ['company.name', '“Müller & Söhne 👩‍👩‍👧”', 'Müller & Söhne 👩‍👩‍👧'],
  ['company.name', '"default"', 'default'],
  ['run.max-records', '‘31’', 31],
  ['mail.from', `${'a'.repeat(64)}@acme.test`, `${'a'.repeat(64)}@acme.test`],
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
  ['approval.policy', 'n-of:0'],
  ['approval.policy', 'n-of:21'],
  ['approval.policy', 'n-of:'],
  ['approval.channel', '#approvals'],
  ['approval.channel', 'D024BE91L'],
  ['approval.channel', '19:meeting@unq.gbl.spaces'],
  ['approval.channel', 'a:1_-personal'],
  ['invitation.ttl', '1000h'],
  ['company.country', 'England'],
  ['company.country', 'XX'],
  ['company.name', 'Acme\nCapital'],
  ['company.name', 'Acme\u2028Capital'],
  ['company.name', 'Acme\0'],
  ['company.name', 'Acme \u202Elatipac'],
  ['company.name', 'x'.repeat(81)],
  ['mail.from', `${'a'.repeat(65)}@acme.test`],
  ['mail.from', 'boss@acme.test\r\nBcc: all@acme.test'],
  ['mail.from', 'not an address'],
])('says what %s takes instead of %s, and changes nothing', async (key, value) => {
  const before = await readSettings(world.db, world.companyId);

  const outcome = await changeSetting(world, world.requester, { key, value });

  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'unfit-value', key } });
  expect(await readSettings(world.db, world.companyId)).toEqual(before);
});

it.each(['run.max-records', 'company.name', 'approval.policy', 'mail.from'] as const)(
  'goes back to our default of %s',
  async (key) => {
    const initially = settings[key].value.parse(settings[key].initially);
    const set = { 'run.max-records': '7', 'company.name': 'A', 'approval.policy': 'none', 'mail.from': 'a@acme.test' };
    await changeSetting(world, world.requester, { key, value: set[key] });

    const outcome = await changeSetting(world, world.requester, { key, value: ' Default ' });

    expect(outcome).toMatchObject({ ok: true, value: { key, byDefault: true } });
    expect((await readSettings(world.db, world.companyId))[key]).toEqual(initially);
    const listed = await listSettings(world, world.requester, key);
    expect(listed).toMatchObject({ ok: true, value: [expect.not.objectContaining({ changedBy: expect.anything() })] });
  },
);

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

it('notes what a setting was before and what it is now', async () => {
  const change = (value: string) => changeSetting(world, world.requester, { key: 'invitation.ttl', value });
  await change('default');

  await Promise.all([change('12h'), change('12h')]);
  await change('default');

  const told = await world.db.$queryRaw<{ facts: unknown }[]>`
    SELECT facts FROM audit_entry WHERE subject_id = 'invitation.ttl' ORDER BY seq DESC LIMIT 3`;
  expect(told.map(({ facts }) => facts)).toEqual([
    { before: '12h', after: '24h', byDefault: true },
    { before: '12h', after: '12h' },
    { before: '24h', after: '12h' },
  ]);
});

it.each([
  ['n-of:1', undefined],
  ['n-of:2', 2],
  ['n-of:3', 2],
  ['other-person-over:5', undefined],
  ['default', undefined],
  ['none', undefined],
])('says of the policy %s when too few may approve, since whoever asks does not count', async (value, approvers) => {
  const changed = await changeSetting(world, world.requester, { key: 'approval.policy', value });
  const listed = await listSettings(world, world.requester, 'approval.policy');

  if (!changed.ok || !listed.ok) throw new Error('Refused');
  expect(changed.value.approvers).toBe(approvers);
  expect(listed.value[0]?.approvers).toBe(approvers);
});
