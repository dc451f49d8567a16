import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recallDeferredRuns } from '#core/runs/defer-run.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { jobContext, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aDraft, aPendingRun, aShare, cardOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
import { makeSendingWorld } from '#test/harness/builders/sending.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import type { World } from '#test/harness/world.ts';

let world: World;
let sink: Sink;

beforeEach(async () => {
  world = await makeSendingWorld();
  sink = await startSink({ seed: 7 });
});
afterEach(async () => {
  await sink.stop();
  await world.close();
});

const work = () => workOff(world, jobContext(world, sink));
const mailed = () => sink.received().map(({ rcpt }) => String(rcpt));

const HOUR = 3_600_000;
const clock = (at: Date) => at.toISOString().slice(11, 16);

/** Quiet hours in which it is now by UTC, and not nine hours east of it. Gives their end. */
async function itIsQuiet(): Promise<Date> {
  const until = new Date(Math.floor((Date.now() + 2 * HOUR) / 60_000) * 60_000);
  await set(world, 'quiet-hours', `${clock(new Date(Date.now() - HOUR))}-${clock(until)}`);
  return until;
}

/** The first so many people of the list live in Tokyo; of the others nobody knows. */
const live = (inTokyo: number) =>
  world.db.$executeRaw`
    UPDATE member SET time_zone = 'Asia/Tokyo'
     WHERE id IN (SELECT member_id FROM invitation WHERE position <= ${inTokyo}::int)`;

async function aDraftInTwoZones(): Promise<RunReport> {
  const { id } = await aDraft(world, 5);
  await live(2);
  return report(world, id);
}

const waiting = (id: string) => world.db.invitation.findMany({ where: { runId: id, nextAttemptAt: { not: null } } });

describe('quiet hours', () => {
  it('are told on the draft, and hold up only those for whom it is no time', async () => {
    const until = await itIsQuiet();
    const draft = await aDraftInTwoZones();
    accepted(await sendRun(world, world.requester, cardOf(draft)));

    await work();

    expect(draft.quiet).toEqual({ people: 3, others: 2, first: until, last: until });
    expect(await report(world, draft.id)).toMatchObject({
      ...{ state: 'deferred', totals: { invited: 2 }, quiet: { people: 3, others: 0, first: until, last: until } },
      progress: { done: 2, people: 5, putOff: 3, dueAt: until },
    });
    expect(mailed()).toHaveLength(2);
    expect(await world.db.linkToken.count()).toBe(2);
    expect((await waiting(draft.id)).map(({ nextAttemptAt, claim }) => [nextAttemptAt, claim])).toEqual(
      Array.from({ length: 3 }, () => [until, null]),
    );
    const { dueAt } = await world.db.run.findFirstOrThrow({ where: { id: draft.id } });
    expect(dueAt).toEqual(until);
  });

  it('let the company’s next run have its turn meanwhile', async () => {
    await itIsQuiet();
    const first = await aPendingRun(world, 2);
    await work();

    const second = await aPendingRun(world, 2);
    await live(2);
    await work();

    expect((await report(world, first.id)).state).toBe('deferred');
    expect((await report(world, second.id)).state).toBe('completed');
  });

  it('that are turned off let everybody go, and nobody is mailed twice', async () => {
    await itIsQuiet();
    const draft = await aDraftInTwoZones();
    accepted(await sendRun(world, world.requester, cardOf(draft)));
    await work();

    await set(world, 'quiet-hours', 'off');
    await recallDeferredRuns(world.db);
    await work();

    const after = await report(world, draft.id);
    expect(after).toMatchObject({ state: 'completed', totals: { invited: 5 } });
    expect(after.quiet).toBeUndefined();
    expect(new Set(mailed()).size).toBe(5);
    expect(mailed()).toHaveLength(5);
  });

  it('that are changed are judged anew', async () => {
    await itIsQuiet();
    const { id } = await aPendingRun(world, 2);
    await work();
    const later = new Date(Math.floor((Date.now() + 5 * HOUR) / 60_000) * 60_000);

    await set(world, 'quiet-hours', `${clock(new Date(Date.now() - HOUR))}-${clock(later)}`);
    await recallDeferredRuns(world.db);
    await work();

    expect(await report(world, id)).toMatchObject({ state: 'deferred', quiet: { people: 2, first: later } });
    expect(mailed()).toEqual([]);
  });

  it('that are turned off hurry nobody whose server asked for patience', async () => {
    await itIsQuiet();
    sink.strike([{ at: 'rcpt', does: '450 4.2.0 greylisted' }]);
    const draft = await aDraftInTwoZones();
    accepted(await sendRun(world, world.requester, cardOf(draft)));
    await work();
    const both = await report(world, draft.id);

    await set(world, 'quiet-hours', 'off');

    expect(both).toMatchObject({ state: 'deferred', quiet: { people: 3, others: 2 } });
    const rows = await rowsOf(world, draft.id);
    const still = (await waiting(draft.id)).map(({ id }) => id);
    expect(rows.filter(({ id }) => still.includes(id)).map(({ reply }) => reply?.slice(0, 3))).toEqual(['450', '450']);
  });

  it('that begin during a run hold up who has not been taken yet', async () => {
    await aPendingRun(world, 6);
    const share = await aShare(world);
    const before = await world.sending.claim(share, { after: 0, most: 2, ttlHours: 24 });
    await itIsQuiet();

    const after = await world.sending.claim(share, { after: 2, most: 2, ttlHours: 24 });

    expect(before).toHaveLength(2);
    expect(after).toEqual([]);
    expect((await rowsOf(world, share.runId)).map(({ state }) => state)).toEqual([
      ...['claimed', 'claimed'],
      ...['queued', 'queued', 'queued', 'queued'],
    ]);
  });

  it('are those at the time for which a run is confirmed', async () => {
    await itIsQuiet();
    const draft = await aDraft(world, 2);
    accepted(await sendRun(world, world.requester, cardOf(draft), { at: new Date(Date.now() + 6 * HOUR) }));

    const scheduled = await report(world, draft.id);

    expect(draft.quiet).toMatchObject({ people: 2, others: 0 });
    expect(scheduled.quiet).toBeUndefined();
  });
});
