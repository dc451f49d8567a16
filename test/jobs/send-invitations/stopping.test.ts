import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRef, Operator } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { recallDeferredRuns } from '#core/runs/defer-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { sweep } from '#jobs/sweep.ts';
import { jobContext, workOff } from '#test/harness/builders/jobs.ts';
import {
  accepted,
  anotherShare,
  aPendingRun,
  aShare,
  cardOf,
  refusalOf,
  report,
  rowsOf,
} from '#test/harness/builders/runs.ts';
import { makeSendingWorld, until } from '#test/harness/builders/sending.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import type { World } from '#test/harness/world.ts';

let world: World;
let sink: Sink;

beforeEach(async () => {
  world = await makeSendingWorld();
  sink = await startSink({ seed: 7, delay: 10 });
});
afterEach(async () => {
  await sink.stop();
  await world.close();
});

const LANES = 32;
const mailed = () => sink.received().map(({ rcpt }) => rcpt);
const sum = (totals: object) => Object.values(totals).reduce((all, one) => all + one, 0);
const work = () => workOff(world, jobContext(world, sink));

type Press = (needs: World, operator: Operator, card: CardRef) => Promise<Outcome>;
const press = async (button: Press, id: string) => button(world, world.requester, cardOf(await report(world, id)));

describe('Pause', () => {
  it('stops the mails within two seconds, and Resume sends the rest, nobody twice', async () => {
    const { id } = await aPendingRun(world, 300);
    const working = work();
    await until(() => mailed().length > 20);

    accepted(await press(pauseRun, id));
    const leftBefore = mailed().length;
    await working;
    const paused = await report(world, id);
    const leftAfter = mailed().length - leftBefore;
    accepted(await press(resumeRun, id));
    const waiting = (await report(world, id)).state;
    await work();

    expect(leftAfter).toBeLessThanOrEqual(LANES);
    expect(paused).toMatchObject({ state: 'paused', totals: { unknown: 0 }, decidedBy: { name: 'Ana' } });
    expect(waiting).toBe('pending');
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 300, unknown: 0 } });
    expect(new Set(mailed()).size).toBe(300);
    expect(mailed()).toHaveLength(300);
  });

  it('lets the next run go first, and a resumed one comes back before all that wait', async () => {
    const first = await aPendingRun(world, 2);
    const [second, third] = [await aPendingRun(world, 2), await aPendingRun(world, 2)];
    await aShare(world);

    accepted(await press(pauseRun, first.id));
    await world.db.$executeRaw`DELETE FROM sender`;
    const share = await aShare(world);
    accepted(await press(resumeRun, first.id));
    const waiting = (await report(world, first.id)).queue?.position;
    accepted(await press(pauseRun, second.id));
    await world.db.$executeRaw`DELETE FROM sender`;
    const next = await aShare(world);

    expect(share.runId).toBe(second.id);
    expect(waiting).toBe(2);
    expect(next.runId).toBe(first.id);
    expect((await report(world, third.id)).state).toBe('pending');
  });

  it('lets no other run start while mails of it are still leaving', async () => {
    const first = await aPendingRun(world, 2);
    await aPendingRun(world, 2);
    const share = await aShare(world);
    await world.sending.claim(share, { after: 0, most: 2, ttlHours: 24 });

    accepted(await press(pauseRun, first.id));

    await expect(aShare(world)).rejects.toThrow('There is no run to share');
  });

  it('is refused where nothing is being sent', async () => {
    const { id } = await aPendingRun(world, 2);

    expect(refusalOf(await press(pauseRun, id))).toMatchObject({ code: 'run-moved-on', state: 'pending' });
    expect(refusalOf(await press(resumeRun, id))).toMatchObject({ code: 'run-moved-on', state: 'pending' });
    expect(refusalOf(await pauseRun(world, world.onlooker, cardOf(await report(world, id))))).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('for a week ends the run, and says so', async () => {
    const { id } = await aPendingRun(world, 3);
    await aShare(world);
    accepted(await press(pauseRun, id));
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second' WHERE state = 'paused'`;

    await sweep(jobContext(world, sink), { all: true });

    expect(await report(world, id)).toMatchObject({
      state: 'cancelled',
      cause: 'paused-too-long',
      totals: { cancelled: 3 },
    });
  });
});

describe('Cancel', () => {
  it('ends a paused run at once, with its numbers', async () => {
    const { id } = await aPendingRun(world, 100);
    const working = work();
    await until(() => mailed().length > 20);
    accepted(await press(pauseRun, id));
    await working;

    accepted(await press(cancelRun, id));

    const { state, totals } = await report(world, id);
    expect(state).toBe('cancelled');
    expect(sum(totals)).toBe(100);
    expect(totals.invited).toBe(mailed().length);
    const cards = await world.db.$queryRaw`SELECT kind FROM card WHERE subject_id = ${id}::uuid ORDER BY kind`;
    expect(cards).toEqual([{ kind: 'run' }, { kind: 'summary' }]);
  });

  it('then Resume drafts a new run of those never mailed, and of nobody else', async () => {
    const { id } = await aPendingRun(world, 100);
    const working = work();
    await until(() => mailed().length > 20);
    accepted(await press(cancelRun, id));
    await working;
    const { totals } = await report(world, id);

    accepted(await press(resumeRun, id));
    const [rest] = await world.db.$queryRaw<{ id: string }[]>`SELECT id FROM run WHERE parent_id = ${id}::uuid`;
    const draft = await report(world, rest?.id ?? '');
    accepted(await press(sendRun, draft.id));
    await work();

    expect(draft).toMatchObject({ state: 'draft', people: totals.cancelled, forecast: { invite: totals.cancelled } });
    expect(await report(world, draft.id)).toMatchObject({ state: 'completed', totals: { invited: totals.cancelled } });
    expect(new Set(mailed()).size).toBe(100);
    expect(mailed()).toHaveLength(100);
  });
});

describe('a run with people whose server said later', () => {
  it('is deferred, lets the next run have its turn, and comes back to the head of the queue when they are due', async () => {
    sink.strike([{ at: 'rcpt', does: '450 4.2.0 greylisted' }]);
    const first = await aPendingRun(world, 1);
    await work();
    const deferred = await report(world, first.id);
    sink.strike([]);
    const second = await aPendingRun(world, 2);
    await work();
    const third = await aPendingRun(world, 2);

    await world.db
      .$executeRaw`UPDATE invitation SET next_attempt_at = now() - interval '1 second' WHERE state = 'queued'`;
    await world.db.$executeRaw`UPDATE run SET due_at = now() - interval '1 second' WHERE state = 'deferred'`;
    await recallDeferredRuns(world.db);
    const next = await aShare(world);

    expect(deferred.state).toBe('deferred');
    expect(await report(world, second.id)).toMatchObject({ state: 'completed', totals: { invited: 2 } });
    expect(next.runId).toBe(first.id);
    expect((await report(world, third.id)).state).toBe('pending');
  });

  it('waits for those whom another process has in hand', async () => {
    sink.strike([{ at: 'rcpt', does: '450 4.2.0 greylisted' }]);
    const { id } = await aPendingRun(world, 2);
    const elsewhere = await aShare(world);
    const [person] = await world.sending.claim(elsewhere, { after: 0, most: 1, ttlHours: 24 });
    await world.forgetOutbox();
    await world.db.$executeRaw`
      INSERT INTO outbox (queue, name, data)
      VALUES ('work', 'send-invitations', ${JSON.stringify({ companyId: world.companyId, runId: id, slot: 2, turn: '1.start' })}::jsonb)`;

    const working = work();
    await until(async () => (await rowsOf(world, id)).some(({ reply }) => reply?.includes('greylisted')));
    const meanwhile = (await report(world, id)).state;
    await world.sending.settle(elsewhere, [{ id: person?.id ?? '', state: 'sent', messageId: '<a@acme.test>' }]);
    await working;

    expect(meanwhile).toBe('sending');
    expect(await report(world, id)).toMatchObject({ state: 'deferred', totals: { invited: 1 } });
  });

  it('can be cancelled meanwhile', async () => {
    sink.strike([{ at: 'rcpt', does: '450 4.2.0 greylisted' }]);
    const { id } = await aPendingRun(world, 1);
    await work();

    accepted(await press(cancelRun, id));

    expect(await report(world, id)).toMatchObject({ state: 'cancelled', totals: { cancelled: 1 } });
  });
});

it('two processes share a run under one fence, and nobody is mailed twice', async () => {
  const { id } = await aPendingRun(world, 1_200);
  await startNextRun(world.db, world.companyId);
  const elsewhere = await anotherShare(world, id, 2);
  const theirs: string[] = [];

  async function sendElsewhere(): Promise<void> {
    const { sending } = world;
    for (let after = 0; ; ) {
      const people = await sending.claim(elsewhere, { after, most: 30, ttlHours: 24 });
      const last = people.at(-1);
      if (!last) return;
      const passed = await sending.pass(
        elsewhere,
        people.map((person) => person.id),
      );
      await sending.settle(
        elsewhere,
        passed.map((invitation) => ({ id: invitation, state: 'sent', messageId: '<them@acme.test>' })),
      );
      theirs.push(...people.filter((person) => passed.includes(person.id)).map(({ email }) => email));
      after = last.position;
    }
  }
  await Promise.all([work(), sendElsewhere()]);

  expect(theirs.length).toBeGreaterThan(0);
  expect(mailed().length).toBeGreaterThan(0);
  expect(new Set([...mailed(), ...theirs]).size).toBe(1_200);
  expect(mailed().length + theirs.length).toBe(1_200);
  expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 1_200 } });
  await expect(anotherShare(world, id, 1)).rejects.toThrow();
});
