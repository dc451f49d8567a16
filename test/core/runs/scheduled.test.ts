import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPerson } from '#core/directory/find-person.ts';
import { homeOf } from '#core/home/home-of.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { listRuns } from '#core/runs/list-runs.ts';
import { queueView } from '#core/runs/queue-view.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { whyNotAt } from '#core/runs/set-time.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { runEvidence } from '#core/store/run-evidence.ts';
import { sweep } from '#jobs/sweep.ts';
import { jobContext } from '#test/harness/builders/jobs.ts';
import { accepted, aDraft, aPendingRun, cardOf, refusalOf, report, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ahead = (ms: number) => new Date(Date.now() + ms);

/** A run that is confirmed for so long from now. */
async function aScheduledRun(people = 2, at = ahead(DAY)): Promise<RunReport> {
  const draft = await aDraft(world, people);
  accepted(await sendRun(world, world.requester, cardOf(draft), { at }));
  return report(world, draft.id);
}

/** The time of this run was so long ago. */
const comes = (id: string, seconds = 1) =>
  world.db.$executeRaw`UPDATE run SET send_at = now() - ${seconds} * interval '1 second' WHERE id = ${id}::uuid`;
const look = () => sweep(jobContext(world, { url: 'smtp://127.0.0.1:1' }), { all: false });
const state = async (id: string) => (await report(world, id)).state;
const wake = () => startNextRun(world.db, world.companyId);
const facts = async (id: string, action: string) =>
  (await world.db.auditEntry.findMany({ where: { subjectId: id, action }, orderBy: { id: 'asc' } })).map(
    (entry) => entry.facts,
  );

describe('a run that is sent later', () => {
  it('waits for its time, in nobody’s way, and has its doorbell', async () => {
    const at = ahead(DAY);
    const draft = await aDraft(world, 2);
    await world.forgetOutbox();
    accepted(await sendRun(world, world.requester, cardOf(draft), { at }));
    const other = await aPendingRun(world, 1);

    const started = await wake();

    expect(await report(world, draft.id)).toMatchObject({ state: 'scheduled', sendAt: at });
    expect(started?.runId).toBe(other.id);
    expect(await world.outbox('begin-scheduled')).toMatchObject([
      { data: { companyId: world.companyId, runId: draft.id, at: at.toISOString() } },
    ]);
    expect(await facts(draft.id, 'run-sent')).toEqual([{ people: 2, toInvite: 2, approvals: 0, at: at.toISOString() }]);
  });

  it.each([
    ['that is over', -MINUTE, 'too-soon'],
    ['that is less than a minute ahead', MINUTE / 2, 'too-soon'],
    ['more than 30 days ahead', 30 * DAY + MINUTE, 'too-late'],
  ] as const)('has no time %s', async (_, ms, why) => {
    const draft = await aDraft(world, 1);

    const refused = await sendRun(world, world.requester, cardOf(draft), { at: ahead(ms) });

    expect(refusalOf(refused)).toEqual({ code: 'unfit-time', why });
    expect(await state(draft.id)).toBe('draft');
  });

  it('has one of a minute to 30 days ahead, to the millisecond', () => {
    const now = new Date('2026-03-29T00:30:00Z');
    const why = (ms: number) => whyNotAt(new Date(now.getTime() + ms), now);

    expect([MINUTE - 1, MINUTE, 30 * DAY, 30 * DAY + 1].map(why)).toEqual([
      ...['too-soon', undefined, undefined, 'too-late'],
    ]);
  });

  it('begins at its time, once, however many are woken, and its requester is told', async () => {
    const { id } = await aScheduledRun();
    await world.db.$executeRaw`UPDATE run SET confirmed_at = now() - interval '1 day' WHERE id = ${id}::uuid`;
    const early = await wake();
    await comes(id);

    const woken = await Promise.all([wake(), wake(), look(), look(), wake()]);

    expect(early).toBeUndefined();
    expect(woken.filter((one) => one && 'runId' in one)).toHaveLength(1);
    expect(await state(id)).toBe('sending');
    expect(await facts(id, 'run-started')).toHaveLength(1);
    expect(await world.db.card.count({ where: { subjectId: id, kind: 'started' } })).toBe(1);
  });

  it('is found by the sweep when its doorbell is lost', async () => {
    const { id } = await aScheduledRun();
    await comes(id);
    await world.forgetOutbox();

    await look();

    expect(await state(id)).toBe('pending');
    expect(await world.outbox('wake-company')).toHaveLength(1);
  });

  it('goes before what was confirmed after its time, and behind what was confirmed before', async () => {
    const busy = await aPendingRun(world, 1);
    await wake();
    const [late, early] = [await aScheduledRun(1), await aScheduledRun(1)];
    const before = await aPendingRun(world, 1);
    await comes(late.id, 10);
    await comes(early.id, 20);

    const after = await aPendingRun(world, 1);

    const { sending, waiting } = accepted(await queueView(world, world.requester));
    expect(sending?.id).toBe(busy.id);
    expect(waiting.map(({ id }) => id)).toEqual([before.id, early.id, late.id, after.id]);
  });

  it('is sent at once when somebody says so, and only then', async () => {
    const run = await aScheduledRun();
    const again = await sendRun(world, world.requester, cardOf(run), { at: ahead(2 * DAY) });
    const stranger = await sendRun(world, world.onlooker, cardOf(run));
    accepted(await sendRun(world, world.approver, cardOf(run)));

    const second = await sendRun(world, world.approver, cardOf(run));

    expect(refusalOf(again)).toMatchObject({ code: 'run-moved-on', state: 'scheduled' });
    expect(refusalOf(stranger)).toMatchObject({ code: 'not-allowed' });
    expect(refusalOf(second)).toMatchObject({ code: 'run-moved-on', state: 'pending', by: 'Ben' });
    expect((await report(world, run.id)).sendAt).toBeUndefined();
    expect(await facts(run.id, 'run-sent')).toMatchObject([
      { at: run.sendAt?.toISOString() },
      { insteadOf: run.sendAt?.toISOString() },
    ]);
    expect((await wake())?.runId).toBe(run.id);
  });

  it('is cancelled without a mail, and can be drafted again', async () => {
    const run = await aScheduledRun();

    accepted(await cancelRun(world, world.requester, cardOf(run)));
    await comes(run.id);
    await look();

    expect(await report(world, run.id)).toMatchObject({ state: 'cancelled', totals: { cancelled: 2 }, resumable: 2 });
    expect(await wake()).toBeUndefined();
  });

  it('does not begin where the channel was turned off meanwhile, and says so', async () => {
    const run = await aScheduledRun();
    await set(world, 'channel.whatsapp.enabled', 'off');
    const now = await sendRun(world, world.requester, cardOf(run));
    await comes(run.id);

    const started = await wake();

    expect(refusalOf(now)).toEqual({ code: 'channel-off', channel: 'whatsapp' });
    expect(started).toBeUndefined();
    expect(await report(world, run.id)).toMatchObject({ state: 'aborted', cause: 'channel-off' });
  });

  it('counts among those that stay what they were when a rehearsal begins', async () => {
    const { id } = await aScheduledRun();

    const change = accepted(await changeSetting(world, world.requester, { key: 'rehearsal', value: 'try@acme.test' }));

    expect(change).toMatchObject({ unmoved: 1 });
    expect((await report(world, id)).rehearsal).toBeUndefined();
  });

  it('is shown with its time in the queue, the runs, on the Home tab, of its people and in its evidence', async () => {
    const { id, sendAt } = await aScheduledRun();
    const [person] = await world.db.member.findMany({ take: 1 });

    const { aside, waiting } = accepted(await queueView(world, world.requester));
    const runs = accepted(await listRuns(world, world.requester));
    const home = await homeOf(world, world.requester);
    const who = accepted(await findPerson(world, world.requester, person?.email ?? ''));
    const evidence = await runEvidence(world.db, world.companyId, id);

    expect(waiting).toEqual([]);
    expect(aside).toMatchObject([{ id, state: 'scheduled', sendAt }]);
    expect(runs).toMatchObject([{ id, state: 'scheduled', sendAt }]);
    expect(home.running).toMatchObject([{ id, state: 'scheduled', sendAt }]);
    expect(home.mine).toMatchObject([{ id, state: 'scheduled', sendAt }]);
    expect(who.invitations.map((one) => new Date(one.sendAt ?? 0))).toEqual([sendAt]);
    expect(evidence?.sendAt).toEqual(sendAt);
  });
});

describe('an approval of a run that is sent later', () => {
  beforeEach(() => set(world, 'approval.policy', 'n-of:1'));

  it('is asked for at once, and the run waits for its time then', async () => {
    const run = await aScheduledRun();

    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(run.state).toBe('awaiting_approval');
    expect(await state(run.id)).toBe('scheduled');
    expect(await world.outbox('begin-scheduled')).toHaveLength(1);
    expect(await facts(run.id, 'run-approved')).toEqual([
      { toInvite: 2, isEnough: true, at: run.sendAt?.toISOString() },
    ]);
    expect(await wake()).toBeUndefined();
  });

  it('lets it go at once when its time is over by then', async () => {
    const run = await aScheduledRun();
    await comes(run.id);
    await look();
    const before = await state(run.id);

    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(before).toBe('awaiting_approval');
    expect((await wake())?.runId).toBe(run.id);
  });

  it('cannot be passed by with “now”', async () => {
    const run = await aScheduledRun();

    const now = await sendRun(world, world.requester, cardOf(run));

    expect(refusalOf(now)).toMatchObject({ code: 'run-moved-on', state: 'awaiting_approval' });
  });
});
