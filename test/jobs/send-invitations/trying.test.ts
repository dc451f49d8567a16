import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { takeOver } from '#core/runs/take-over.ts';
import { tryRun } from '#core/runs/try-run.ts';
import type { Share } from '#core/store/senders.ts';
import { jobContext, workOff } from '#test/harness/builders/jobs.ts';
import {
  accepted,
  aDraft,
  anotherShare,
  aPendingRun,
  aShare,
  cardOf,
  refusalOf,
  report,
  rowsOf,
  set,
} from '#test/harness/builders/runs.ts';
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
const mailed = () => sink.received().map(({ rcpt }) => rcpt);
const firstFew = async (id: string, few = 5) => (await rowsOf(world, id)).slice(0, few).map(({ email }) => email);

/** A run for so many people that somebody tries on the first five, and that waits for its turn. */
async function aTriedRun(people = 97): Promise<string> {
  const draft = await aDraft(world, people);
  accepted(await tryRun(world, world.requester, cardOf(draft)));
  return draft.id;
}

const claim = (share: Share, after = 0) => world.sending.claim(share, { after, most: 500, ttlHours: 24 });
const gone = (share: Share) => ({ ...share, host: 'elsewhere', pid: 1, expired: false });

describe('Try 5 first', () => {
  it('mails the first five and nobody else, says so, and sends the rest when it is resumed', async () => {
    const id = await aTriedRun();
    await work();
    await work();
    const tried = await report(world, id);
    const first = mailed();

    accepted(await resumeRun(world, world.requester, cardOf(tried)));
    await work();

    expect(first.sort()).toEqual((await firstFew(id)).sort());
    expect(tried).toMatchObject({ state: 'paused', cause: 'tried', totals: { invited: 5, cancelled: 0 } });
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 97 } });
    expect(new Set(mailed()).size).toBe(97);
    expect(mailed()).toHaveLength(97);
  });

  it('lets nobody take a sixth, however many claim, and whoever dies', async () => {
    const id = await aTriedRun();
    const share = await aShare(world);
    const another = await anotherShare(world, id, 2);

    const claimed = (await Promise.all([claim(share), claim(another), claim(share), claim(another)])).flat();
    const more = [...(await claim(share)), ...(await claim(another, 5))];
    await takeOver(world.db, gone(share));
    await takeOver(world.db, gone(another));
    const next = await anotherShare(world, id, 1);
    const again = await claim(next);

    expect(claimed.map(({ position }) => position).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(more).toEqual([]);
    expect(again.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes nobody in place of one whose mail may or may not have left', async () => {
    const id = await aTriedRun();
    const share = await aShare(world);
    const people = await claim(share);
    await world.sending.pass(
      share,
      people.map(({ id }) => id),
    );
    await takeOver(world.db, gone(share));

    await work();

    expect(mailed()).toEqual([]);
    expect(await report(world, id)).toMatchObject({
      ...{ state: 'paused', cause: 'tried' },
      totals: { invited: 0, unknown: 5 },
    });
  });

  it('counts five who can be invited when it starts', async () => {
    const id = await aTriedRun(10);
    await world.db.$executeRaw`
      UPDATE member SET archived_at = now() WHERE id = (SELECT member_id FROM invitation WHERE run_id = ${id}::uuid AND position = 2)`;

    await work();

    expect(mailed().sort()).toEqual((await firstFew(id, 6)).toSpliced(1, 1).sort());
  });

  it('waits for those whom a server has put off, and mails nobody else meanwhile', async () => {
    sink.strike([{ at: 'rcpt', does: '450 4.2.1 busy' }]);
    const id = await aTriedRun(20);

    await work();

    expect(await report(world, id)).toMatchObject({ state: 'deferred', progress: { done: 0 } });
    expect((await rowsOf(world, id)).filter(({ reply }) => reply !== null)).toHaveLength(5);
  });

  it('goes on with the first five where somebody paused it before they had their mail', async () => {
    const id = await aTriedRun();
    await startNextRun(world.db, world.companyId);
    accepted(await pauseRun(world, world.requester, cardOf(await report(world, id))));
    accepted(await resumeRun(world, world.requester, cardOf(await report(world, id))));

    await work();

    expect(mailed().sort()).toEqual((await firstFew(id)).sort());
    expect(await report(world, id)).toMatchObject({ state: 'paused', cause: 'tried' });
  });

  it('can be cancelled then, and frees the company for its next run', async () => {
    const id = await aTriedRun();
    const next = await aPendingRun(world, 3);
    await work();

    accepted(await cancelRun(world, world.requester, cardOf(await report(world, id))));

    expect(await report(world, id)).toMatchObject({ state: 'cancelled', totals: { invited: 5, cancelled: 92 } });
    expect(await report(world, next.id)).toMatchObject({ state: 'completed', totals: { invited: 3 } });
  });

  it('needs the permission, the approval and the limit that Send needs, and more people than five', async () => {
    const few = await aDraft(world, 5);
    const many = await aDraft(world, 30);
    await set(world, 'approval.policy', 'other-person-over:10');

    const refused = [
      await tryRun(world, world.onlooker, cardOf(many)),
      await tryRun(world, world.requester, cardOf(few)),
    ].map(refusalOf);
    accepted(await tryRun(world, world.requester, cardOf(many)));

    expect(refused.map((refusal) => refusal?.code)).toEqual(['not-allowed', 'too-few-to-try']);
    expect(await report(world, many.id)).toMatchObject({ state: 'awaiting_approval', tryFirst: 5 });
  });
});
