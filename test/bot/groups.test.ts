import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readGroups } from '#bot/announce/read-groups.ts';
import { deny } from '#core/deny.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator } from '#core/operator.ts';
import { sweep } from '#jobs/sweep.ts';
import { accepted } from '../harness/builders/runs.ts';
import { adam, olga, rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

const APPROVERS = 'S0APPROVERS';

let world: BotWorld;
let onlooker: Operator;
beforeAll(async () => {
  world = await openBotWorld();
  const olgas = { platform: 'slack', workspaceId: world.place.workspaceId, userId: olga, name: 'Olga' };
  onlooker = accepted(await recognise(world, { ...olgas, isAdmin: false, standing: 'colleague' }));
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const person of [rosa, olga]) world.slack.reload(person);
  await world.db.userGroup.deleteMany();
  await world.db.$executeRaw`DELETE FROM outbox`;
  await world.slack.changeGroup(APPROVERS, { members: [adam, olga], disabled: false });
});

const place = () => ({ companyId: onlooker.companyId, platform: 'slack', workspaceId: world.place.workspaceId });
const granted = () => world.chat.type(rosa, '/muster grant @approvers approve-runs');
const refusal = () => deny(world.db, onlooker, 'approve-runs');
const asked = () => world.slack.calls().filter(({ method }) => method === 'usergroups.list').length;
const agoMinutes = (minutes: number) => world.db.$executeRaw`
  UPDATE user_group SET known_at = now() - ${minutes}::int * interval '1 minute'`;
const promised = () => world.db.$queryRaw<{ data: object }[]>`SELECT data FROM outbox WHERE name = 'read-groups'`;
const read = () => readGroups(place(), world.context);

it('gives a permission to whoever is in a group, and says who that is and for how long it is believed', async () => {
  await world.slack.changeGroup(APPROVERS, { members: [adam, olga, 'U0NOBODY'] });

  await granted();

  const answer = said(await world.chat.message(rosa, 'everybody in @approvers may now approve runs of others'));
  expect(answer).toContain('It has 3 members, of whom I know 2: the others once they use Muster.');
  expect(answer).toContain('else within 5 minutes');
  expect(answer).toContain('for 15 minutes, the group counts for nobody');
  expect(await refusal()).toBeUndefined();
});

it('tells each person what they have through which group, and the owner who has what', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');

  await world.chat.type(olga, '/muster about');
  await world.chat.type(rosa, '/muster settings');

  await world.chat.message(olga, 'You have approve-runs as a member of @approvers.');
  await world.chat.message(rosa, '@approvers: approve-runs · 2 members, known here: Adam Approver, Olga');
});

it('takes it away when Slack says that somebody left the group, without waiting for anything', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await agoMinutes(1);

  await world.slack.changeGroup(APPROVERS, { members: [adam] });
  const told = await promised();
  await read();

  expect(told).toHaveLength(2);
  expect(await refusal()).toEqual({ code: 'not-allowed', needs: 'approve-runs' });
});

it('asks no more than every three seconds, however often Slack tells of changes', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await agoMinutes(1);
  const before = asked();

  const outcomes: unknown[] = [];
  for (const members of [[adam], [olga], [adam, olga], [adam]]) {
    // However long the machine took since it was asked.
    if (outcomes.length > 0) await agoMinutes(0);
    await world.slack.changeGroup(APPROVERS, { members });
    outcomes.push(await read().catch((error: unknown) => error));
  }

  expect(asked()).toBe(before + 1);
  expect(outcomes.slice(1)).toEqual([...'123'].map(() => expect.objectContaining({ name: 'Fault' })));
});

it('asks by itself when it has not heard for five minutes, and once for all groups', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await agoMinutes(6);
  const before = asked();

  await sweep(world.context, { all: true });
  const told = await promised();
  await read();
  await read();

  expect(told.map(({ data }) => data)).toEqual([place()]);
  expect(asked()).toBe(before + 1);
});

it('believes it for no more than 15 minutes, and says so then', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await world.chat.type(rosa, '/muster grant @approvers view-runs');
  await world.chat.message(rosa, 'may now see runs and their logs');
  await agoMinutes(14);
  const believed = await refusal();
  await agoMinutes(16);

  await world.chat.type(olga, '/muster runs');

  expect(believed).toBeUndefined();
  expect(await refusal()).toMatchObject({ code: 'group-not-known', group: 'approvers' });
  await world.chat.message(olga, 'You hold “view-runs” as a member of @approvers, but since');
});

it('keeps what it knew while Slack is away, and mends it when Slack is back', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await agoMinutes(16);

  await world.slack.leave();
  const away = await read().catch((error: unknown) => error);
  await world.slack.comeBack();
  await read();

  expect(away).toMatchObject({ name: 'Fault' });
  expect(await refusal()).toBeUndefined();
});

it.each([
  ['disabled', { disabled: true }],
  ['emptied', { members: [] }],
])('counts a group that was %s for nobody', async (_, to) => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  await agoMinutes(1);

  await world.slack.changeGroup(APPROVERS, to);
  await read();

  expect(await refusal()).toEqual({ code: 'not-allowed', needs: 'approve-runs' });
});

it('never counts a member of a group who is a guest by now', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');
  const guest = { platform: 'slack', workspaceId: world.place.workspaceId, userId: olga, name: 'Olga' };

  await recognise(world, { ...guest, isAdmin: false, standing: 'guest' });
  const denied = await refusal();
  await recognise(world, { ...guest, isAdmin: false, standing: 'colleague' });

  expect(denied).toMatchObject({ code: 'not-allowed' });
});

it('says through which group somebody may still do what was taken from them by name', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');

  await world.chat.type(rosa, '/muster revoke <@U0OLGA|olga> approve-runs');
  await world.chat.message(rosa, 'may still approve runs of others, as a member of @approvers');
  await world.chat.type(rosa, '/muster revoke @approvers approve-runs');

  await world.chat.message(rosa, 'being in @approvers lets nobody approve runs of others any more');
  expect(await refusal()).toEqual({ code: 'not-allowed', needs: 'approve-runs' });
  expect(await world.db.userGroup.count()).toBe(0);
});

it('asks Slack about no group for who may not give permissions', async () => {
  const before = asked();

  await world.chat.type(olga, '/muster grant @approvers approve-runs');

  await world.chat.message(olga, 'You need the permission “manage-settings”');
  expect(asked()).toBe(before);
});

it('says what to do where Slack does not tell who is in a group', async () => {
  world.slack.faults.next('usergroups.list', { error: 'missing_scope' });

  await granted();

  await world.chat.message(rosa, 'allow me to read user groups (usergroups:read)');
  expect(await world.db.groupGrant.count()).toBe(0);
});

it('writes into the audit trail which group was given what', async () => {
  await granted();
  await world.chat.message(rosa, 'everybody in @approvers may now');

  const [entry] = await world.db.auditEntry.findMany({ where: { subject: 'group' }, orderBy: { at: 'desc' }, take: 1 });

  expect(entry).toMatchObject({ action: 'permission-granted', facts: { permission: 'approve-runs', after: true } });
});
