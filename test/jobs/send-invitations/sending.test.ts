import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { claimPeople } from '#core/invitations/claim-people.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { takeUpRun } from '#core/runs/take-up-run.ts';
import { passGate, settle } from '#core/store/invitations.ts';
import { renewLease } from '#core/store/leases.ts';
import { sendInvitations } from '#jobs/send-invitations/send-invitations.ts';
import { sweep } from '#jobs/sweep.ts';
import { jobContext, ownerOf, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aPendingRun, cardOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
let sink: Sink;

beforeEach(async () => {
  world = await makeWorld();
  await set(world, 'run.max-records', '1000');
  await set(world, 'approval.policy', 'none');
  sink = await startSink({ seed: 7 });
});
afterEach(async () => {
  await sink.stop();
  await world.close();
});

const mailed = () => sink.received().map(({ rcpt }) => rcpt);
const sum = (totals: object) => Object.values(totals).reduce((all, one) => all + one, 0);

/** Lets nobody wait whom a server has put off. */
async function inAHurry(working: Promise<void>): Promise<void> {
  let over = false;
  const end = working.finally(() => {
    over = true;
  });
  while (!over) {
    await world.db.$executeRaw`UPDATE invitation SET next_attempt_at = now() WHERE next_attempt_at > now()`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end;
}

/** Waits until this is so. */
async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('sending a run', () => {
  it('mails everybody once, each with their own link and name, and tells the numbers', async () => {
    const { id } = await aPendingRun(world, 300);

    await workOff(world, jobContext(world, sink));

    expect(await report(world, id)).toMatchObject({
      state: 'completed',
      totals: { invited: 300, skipped: 0, failed: 0, unknown: 0, cancelled: 0 },
      progress: { done: 300, people: 300 },
    });
    expect(new Set(mailed()).size).toBe(300);
    expect(mailed()).toHaveLength(300);
    for (const letter of sink.received().slice(0, 40)) {
      expect(await ownerOf(world, letter)).toBe(letter.rcpt);
      expect(letter.raw).toContain(`"Pia${/^p(\d+)\./.exec(letter.rcpt)?.[1]} Person`);
    }
    const links = await world.db.$queryRaw`SELECT state, count(*)::int AS people FROM channel_link GROUP BY state`;
    expect(links).toEqual([{ state: 'invited', people: 300 }]);
  });

  it('tells the truth about each person when the mail server misbehaves', async () => {
    sink.strike([
      { at: 'connect', does: '421 4.3.2 too many connections', share: 0.02 },
      { at: 'mail', does: 'drop', share: 0.02 },
      { at: 'rcpt', does: '550 5.1.1 no such user', share: 0.02 },
      { at: 'rcpt', does: '450 4.2.0 greylisted', share: 0.02 },
      { at: 'dot', does: '554 5.7.1 spam', share: 0.02 },
      { at: 'dot', does: 'drop', share: 0.02 },
      { at: 'accepted', does: 'reset', share: 0.02 },
    ]);
    const { id } = await aPendingRun(world, 500);

    await inAHurry(workOff(world, jobContext(world, sink)));

    const rows = await rowsOf(world, id);
    const inState = (state: string) => rows.filter((row) => row.state === state).map(({ email }) => email);
    const got = new Set(mailed());
    const { state, totals, people } = await report(world, id);
    expect(state).toBe('completed');
    expect(sum(totals)).toBe(people);
    expect(mailed()).toHaveLength(got.size);
    expect(inState('sent').every((email) => email && got.has(email))).toBe(true);
    expect(inState('failed').some((email) => email && got.has(email))).toBe(false);
    expect(
      [...got].filter((email) => !inState('sent').includes(email)).every((email) => inState('unknown').includes(email)),
    ).toBe(true);
    for (const fault of ['failed', 'unknown']) expect(inState(fault).length).toBeGreaterThan(3);
    expect(new Set(rows.filter((row) => row.state === 'failed').map(({ reason }) => reason))).toEqual(
      new Set(['EMAIL_REJECTED']),
    );
  });

  it('keeps the words of a server that refuses, without the address', async () => {
    sink.strike([{ at: 'rcpt', does: '550 5.1.1 <p1.l9@acme.test>: no such user' }]);
    const { id } = await aPendingRun(world, 1);

    await workOff(world, jobContext(world, sink));

    expect(await rowsOf(world, id)).toMatchObject([
      { state: 'failed', reason: 'EMAIL_REJECTED', reply: '550 5.1.1 <p•••@acme.test>: no such user' },
    ]);
  });

  it('comes back four times to a server that says later, and then gives up', async () => {
    sink.strike([{ at: 'rcpt', does: '450 4.2.0 greylisted' }]);
    const { id } = await aPendingRun(world, 1);

    await inAHurry(workOff(world, jobContext(world, sink)));

    expect(sink.commands().filter((line) => line.startsWith('RCPT'))).toHaveLength(5);
    expect(await report(world, id)).toMatchObject({
      state: 'completed',
      reasons: [{ outcome: 'fail', reason: 'MAIL_SERVER_FAILED', people: 1 }],
      retryable: 1,
    });
  });

  it('waits for a mail server that is away, says so on the card, and counts nothing against anybody', async () => {
    const { id } = await aPendingRun(world, 20);
    sink.strike([{ at: 'connect', does: 'drop' }]);

    const working = workOff(world, jobContext(world, sink));
    await until(async () => (await report(world, id)).cause === 'mail-server-connect');
    sink.strike([]);
    await working;

    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 20, failed: 0 } });
    expect((await report(world, id)).cause).toBeUndefined();
    expect(mailed()).toHaveLength(20);
  });

  it('is cancelled at once, though the mail server is away', async () => {
    const { id } = await aPendingRun(world, 100);
    sink.strike([{ at: 'connect', does: 'drop' }]);
    const working = workOff(world, jobContext(world, sink));
    await until(() => sink.connections() > 60);
    const pressed = performance.now();

    accepted(await cancelRun(world, world.requester, cardOf(await report(world, id))));
    await working;

    expect(performance.now() - pressed).toBeLessThan(10_000);
    expect(await report(world, id)).toMatchObject({ state: 'cancelled', totals: { cancelled: 100 } });
  });

  it('gives up after a day in which nobody could be mailed, and says so', async () => {
    const { id } = await aPendingRun(world, 20);
    sink.strike([{ at: 'connect', does: 'drop' }]);
    const working = workOff(world, jobContext(world, sink));
    await until(() => sink.connections() > 0);
    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '23 hours'`;
    await sweep(jobContext(world, sink), { all: true });
    const before = (await report(world, id)).state;

    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '25 hours'`;
    await sweep(jobContext(world, sink), { all: true });
    await working;

    expect(before).toBe('sending');
    expect(await report(world, id)).toMatchObject({
      state: 'aborted',
      cause: 'no-progress',
      totals: { cancelled: 20 },
    });
    const summaries = await world.db.$queryRaw`SELECT kind FROM card WHERE subject_id = ${id}::uuid ORDER BY kind`;
    expect(summaries).toEqual([{ kind: 'run' }, { kind: 'summary' }]);
  });

  it('counts a day from the last outcome on', async () => {
    const { id } = await aPendingRun(world, 2);
    const held = await startNextRun(world.db, world.companyId);
    const run = await takeUpRun(world.db, held ?? never());
    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '25 hours'`;

    await renewLease(world.db, run?.held ?? never(), true);
    await sweep(jobContext(world, sink), { all: true });

    expect((await report(world, id)).state).toBe('sending');
  });

  it('sends nothing more once it is cancelled, and adds up', async () => {
    const slow = await startSink({ delay: 20 });
    const { id } = await aPendingRun(world, 300);

    const working = workOff(world, jobContext(world, slow));
    await until(() => slow.received().length > 20);
    accepted(await cancelRun(world, world.requester, cardOf(await report(world, id))));
    await working;

    const { state, totals } = await report(world, id);
    expect(state).toBe('cancelled');
    expect(sum(totals)).toBe(300);
    expect(totals.invited).toBe(slow.received().length);
    expect(totals.cancelled).toBeGreaterThan(200);
    await slow.stop();
  });

  it('comes to a good place when the process is to end, and another one finishes the run', async () => {
    const slow = await startSink({ delay: 10 });
    const { id } = await aPendingRun(world, 200);
    const stopping = new AbortController();

    const working = workOff(world, jobContext(world, slow, stopping.signal));
    await until(() => slow.received().length > 20);
    stopping.abort();
    await working;
    const halfway = await report(world, id);
    await adopt();
    await workOff(world, jobContext(world, slow));

    expect(halfway).toMatchObject({ state: 'sending', totals: { unknown: 0, invited: expect.any(Number) } });
    expect(halfway.totals.invited).toBeLessThan(200);
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 200, unknown: 0 } });
    expect(slow.received()).toHaveLength(200);
    await slow.stop();
  });

  it('leaves the run to others when the database fails at the very end', async () => {
    const { id } = await aPendingRun(world, 2);
    await startNextRun(world.db, world.companyId);
    const [ticket] = await world.outbox('send-invitations');
    await world.db.$executeRaw`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the disk is full''; END'`;
    await world.db.$executeRaw`
      CREATE TRIGGER no_letting_go BEFORE UPDATE ON run FOR EACH ROW WHEN (NEW.lease_until < now() + interval '1 s') EXECUTE FUNCTION fail()`;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());

    const request = { companyId: world.companyId, runId: id, fence: ticket?.data.fence ?? '' };
    const sending = sendInvitations(request, jobContext(world, sink, AbortSignal.abort()));

    await expect(sending).rejects.toThrow('the disk is full');
    // Nothing is left that would renew the lease.
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not sent again by a request that is delivered twice', async () => {
    const { id } = await aPendingRun(world, 30);
    await startNextRun(world.db, world.companyId);
    const [ticket] = await world.outbox('send-invitations');
    const context = jobContext(world, sink);

    const request = { companyId: world.companyId, runId: id, fence: ticket?.data.fence ?? '' };
    await Promise.all([sendInvitations(request, context), sendInvitations(request, context)]);
    await sendInvitations(request, context);

    expect(mailed()).toHaveLength(30);
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 30 } });
  });
});

describe('a sender that is gone', () => {
  it('is replaced: whom it had claimed is mailed once, and whose mail may have left becomes unknown', async () => {
    const { id } = await aPendingRun(world, 40);
    const held = await startNextRun(world.db, world.companyId);
    const zombie = await takeUpRun(world.db, held ?? never());
    if (!zombie) return never();
    const claim = crypto.randomUUID();
    const chunk = { claim, after: 0, most: 20, ttlHours: 24 };
    const claimed = await claimPeople(world, zombie.held, chunk);
    const [a, b] = await passGate(
      world.db,
      zombie.held,
      claim,
      claimed.slice(0, 2).map((person) => person.id),
    );
    await world.db.$executeRaw`UPDATE run SET lease_until = now() - interval '1 second'`;

    await adopt();
    await workOff(world, jobContext(world, sink));
    const late = await passGate(
      world.db,
      zombie.held,
      claim,
      claimed.map((person) => person.id),
    );
    const lateClaim = await claimPeople(world, zombie.held, chunk);

    expect(late).toEqual([]);
    expect(lateClaim).toEqual([]);
    expect(await renewLease(world.db, zombie.held, false)).toBe(false);
    const unknown = (await rowsOf(world, id)).filter((row) => row.state === 'unknown');
    expect(new Set(unknown.map((row) => row.id))).toEqual(new Set([a, b]));
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 38, unknown: 2 } });
    expect(new Set(mailed()).size).toBe(38);
    expect(mailed()).toHaveLength(38);
  });

  it('may still settle what became unknown, by the answer that came late', async () => {
    const { id } = await aPendingRun(world, 2);
    const held = await startNextRun(world.db, world.companyId);
    const frozen = await takeUpRun(world.db, held ?? never());
    if (!frozen) return never();
    const claim = crypto.randomUUID();
    const people = await claimPeople(world, frozen.held, { claim, after: 0, most: 2, ttlHours: 24 });
    const [first = '', second = ''] = await passGate(
      world.db,
      frozen.held,
      claim,
      people.map((person) => person.id),
    );
    await world.db.$executeRaw`UPDATE run SET lease_until = now() - interval '1 second'`;
    await adopt();

    await settle(world.db, frozen.held, claim, [
      { id: first, state: 'sent', messageId: '<a@acme.test>' },
      { id: second, state: 'queued', seconds: 1, attempted: true },
    ]);

    expect((await report(world, id)).totals).toMatchObject({ invited: 1, unknown: 1 });
  });

  it('is not replaced while it renews its lease', async () => {
    const { id } = await aPendingRun(world, 2);
    const held = await startNextRun(world.db, world.companyId);

    await adopt();

    const [run] = await world.db.$queryRaw<{ fence: bigint }[]>`SELECT fence FROM run WHERE id = ${id}::uuid`;
    expect(run?.fence).toBe(held?.fence);
  });
});

/** The sweep's part: takes over what has no holder any more. */
async function adopt(): Promise<void> {
  await sweep(jobContext(world, sink), { all: false });
}

function never(): never {
  throw new Error('There is no run to hold');
}
