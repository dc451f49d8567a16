import { afterEach, beforeEach, expect, it } from 'vitest';
import { erasePerson } from '#core/directory/erase-person.ts';
import type { Place } from '#core/operator.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { groupToRead } from '#core/runs/group-to-read.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { retryRun } from '#core/runs/retry-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import type { ReadGroup } from '#core/runs/source.ts';
import { splitRun } from '#core/runs/split-run.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { accepted, cardOf, draftOf, refusalOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await anAppliedImport(world, 'email,mobile_phone\nida@acme.test,+447400100001\nJon@acme.test,+447400100002\n');
});
afterEach(() => world.close());

const nobody = { gone: 0, guest: 0, outsider: 0, bot: 0, addressless: 0 };
const sales = (emails: string[], more: Partial<ReadGroup> = {}): ReadGroup => ({
  kind: 'group',
  group: { platform: 'slack', workspaceId: 'T0ACME', id: 'S0SALES', name: 'sales' },
  leftOut: nobody,
  emails,
  ...more,
});
const ours = () => ({ ...world.requester, place: world.place });
const listed = async (id: string) =>
  (await rowsOf(world, id)).map(({ email, state, reason }) => [email, state, reason]);

it('lists the people of a group, each once, and says of whom the directory does not know', async () => {
  const read = sales(['new@acme.test', 'jon@ACME.test', 'ida@acme.test', 'Ida@acme.test'], {
    leftOut: { ...nobody, gone: 2, bot: 1 },
  });

  const draft = await draftOf(world, read);

  expect(await listed(draft.id)).toEqual([
    ['ida@acme.test', 'queued', null],
    ['Jon@acme.test', 'queued', null],
    ['new@acme.test', 'failed', 'USER_NOT_FOUND'],
  ]);
  expect(draft).toMatchObject({ title: '@sales', people: 3, forecast: { invite: 2, skip: 0, fail: 1 } });
  expect(draft.leftOut).toEqual({ ...nobody, gone: 2, bot: 1 });
});

it('keeps no address of a group but in its rows, and audits its id and counts', async () => {
  const draft = await draftOf(world, sales(['new@acme.test', 'ida@acme.test'], { leftOut: { ...nobody, guest: 3 } }));

  const run = await world.db.run.findFirstOrThrow({ where: { id: draft.id } });
  const entry = await world.db.auditEntry.findFirstOrThrow({ where: { action: 'run-drafted' } });

  expect(
    JSON.stringify([run, entry.facts], (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
  ).not.toMatch(/@acme/);
  expect(entry.facts).toMatchObject({ people: 2, toInvite: 1, group: 'S0SALES', leftOut: 3 });
});

it('has one fingerprint for the same people in any order', async () => {
  const one = await draftOf(world, sales(['ida@acme.test', 'jon@acme.test']));
  const other = await draftOf(world, sales(['jon@acme.test', 'ida@acme.test']));

  expect(other.listHash).toBe(one.listHash);
});

it('draws on no group of another workspace', async () => {
  const group = { platform: 'slack', workspaceId: 'T0OTHER', id: 'S0SALES', name: 'sales' };
  const source = sales(['ida@acme.test'], { group });

  const outcome = await draftRun(world, world.requester, { place: world.place, source, channel: 'whatsapp' });

  expect(refusalOf(outcome)).toEqual({ code: 'group-not-found' });
  expect(await world.db.run.count()).toBe(0);
});

it('invites who was not known once they have been imported', async () => {
  const draft = await draftOf(world, sales(['ida@acme.test', 'new@acme.test']));
  await world.db.$executeRaw`UPDATE run SET state = 'completed', ended_at = now() WHERE id = ${draft.id}::uuid`;
  const before = await retryRun(world, world.requester, cardOf(await report(world, draft.id)));
  await anAppliedImport(world, 'email,mobile_phone\nnew@acme.test,+447400100003\n');

  const again = accepted(await retryRun(world, world.requester, cardOf(await report(world, draft.id))));

  expect(refusalOf(before)).toEqual({ code: 'nothing-to-retry' });
  expect(await listed(again)).toEqual([['new@acme.test', 'queued', null]]);
});

it('splits into parts with the same people', async () => {
  await set(world, 'run.max-records', '1');
  const draft = await draftOf(world, sales(['ida@acme.test', 'jon@acme.test', 'new@acme.test']));

  const parts = accepted(await splitRun(world, world.requester, cardOf(draft)));

  expect(await Promise.all(parts.map(listed))).toEqual([
    [
      ['ida@acme.test', 'queued', null],
      ['new@acme.test', 'failed', 'USER_NOT_FOUND'],
    ],
    [['Jon@acme.test', 'queued', null]],
  ]);
});

it('is drafted again from who is in the group by then, and not from who was', async () => {
  const draft = await draftOf(world, sales(['ida@acme.test']));
  accepted(await sendRun(world, world.requester, cardOf(draft)));
  accepted(await cancelRun(world, world.requester, cardOf(await report(world, draft.id))));
  const card = cardOf(await report(world, draft.id));

  const group = accepted(await groupToRead(world, ours(), draft.id));
  const unread = await resumeRun(world, ours(), card);
  accepted(await resumeRun(world, ours(), card, sales(['jon@acme.test'])));

  const again = await world.db.run.findFirstOrThrow({ where: { parentId: draft.id } });
  expect(group).toMatchObject({ id: 'S0SALES', name: 'sales' });
  expect(refusalOf(unread)).toEqual({ code: 'groups-not-told' });
  expect(await listed(again.id)).toEqual([['Jon@acme.test', 'queued', null]]);
  expect(again.title).toBe('@sales');
  expect(await report(world, draft.id)).toMatchObject({ resumable: 0 });
});

it('is read anew for nobody who may not invite, not elsewhere, and not from another workspace', async () => {
  const draft = await draftOf(world, sales(['ida@acme.test']));
  const drafted = accepted(await groupToRead(world, ours(), draft.id));
  await world.db.$executeRaw`UPDATE run SET state = 'cancelled', ended_at = now() WHERE id = ${draft.id}::uuid`;
  await set(world, 'channel.runs', `#${world.place.conversation}`);
  const asked = async (place: Partial<Place> | undefined, by = world.requester) =>
    refusalOf(await groupToRead(world, { ...by, ...(place && { place: { ...world.place, ...place } }) }, draft.id));

  expect(drafted).toBeUndefined();
  expect(await asked({})).toBeUndefined();
  expect(await asked({}, world.onlooker)).toEqual({ code: 'not-allowed', needs: 'run-invitations' });
  expect(await asked({ conversation: 'C0ELSE' })).toMatchObject({ code: 'not-in-this-channel' });
  expect(await asked({ workspaceId: 'T0OTHER' })).toEqual({ code: 'group-not-found' });
  expect(await asked({ platform: 'teams' })).toEqual({ code: 'group-not-found' });
  expect(await asked(undefined)).toEqual({ code: 'group-not-found' });
});

it('need not be read anew for the rest of what had begun', async () => {
  const draft = await draftOf(world, sales(['ida@acme.test', 'jon@acme.test']));
  await world.db.$executeRaw`
    UPDATE run SET state = 'cancelled', started_at = now(), ended_at = now() WHERE id = ${draft.id}::uuid`;
  await world.db
    .$executeRaw`UPDATE invitation SET state = 'cancelled' WHERE run_id = ${draft.id}::uuid AND position = 2`;

  const group = accepted(await groupToRead(world, ours(), draft.id));
  accepted(await resumeRun(world, ours(), cardOf(await report(world, draft.id))));

  const rest = await world.db.run.findFirstOrThrow({ where: { parentId: draft.id } });
  expect(group).toBeUndefined();
  expect(await listed(rest.id)).toEqual([['Jon@acme.test', 'queued', null]]);
});

it('forgets somebody whom the directory never knew, when they are erased later', async () => {
  const draft = await draftOf(world, sales(['new@acme.test']));
  await world.db.$executeRaw`UPDATE run SET state = 'completed', ended_at = now() WHERE id = ${draft.id}::uuid`;
  await anAppliedImport(world, 'email,mobile_phone\nnew@acme.test,+447400100003\n');

  accepted(await erasePerson(world, world.requester, 'new@acme.test'));

  expect(await listed(draft.id)).toEqual([[null, 'failed', 'USER_NOT_FOUND']]);
});
