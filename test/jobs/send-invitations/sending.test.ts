import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { recallDeferredRuns } from '#core/runs/defer-run.ts';
import { joinRun } from '#core/runs/join-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { runRows } from '#core/store/run-rows.ts';
import { renewLease } from '#core/store/senders.ts';
import { sendInvitations } from '#jobs/send-invitations/send-invitations.ts';
import { sweep } from '#jobs/sweep.ts';
import { jobContext, ownerOf, workOff } from '#test/harness/builders/jobs.ts';
import {
  accepted,
  anotherShare,
  aPendingRun,
  aShare,
  cardOf,
  report,
  rowsOf,
  set,
} from '#test/harness/builders/runs.ts';
import { makeSendingWorld, until } from '#test/harness/builders/sending.ts';
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

const mailed = () => sink.received().map(({ rcpt }) => rcpt);
const sum = (totals: object) => Object.values(totals).reduce((all, one) => all + one, 0);

/** Works off a run, letting nobody wait whom a server has put off. */
async function inAHurry(id: string): Promise<void> {
  let over = false;
  const end = (async () => {
    while ((await report(world, id)).endedAt === undefined) {
      await workOff(world, jobContext(world, sink));
      await recallDeferredRuns(world.db);
    }
  })().finally(() => {
    over = true;
  });
  while (!over) {
    await world.db
      .$executeRaw`UPDATE invitation SET next_attempt_at = now() - interval '1 second' WHERE next_attempt_at > now()`;
    await world.db.$executeRaw`UPDATE run SET due_at = now() - interval '1 second' WHERE due_at > now()`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end;
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
    const rows = await runRows(world.db, { companyId: world.companyId, runId: id, states: [], after: 0, most: 301 });
    expect(rows.map(({ link }) => link)).toEqual(Array(300).fill('invited'));
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

    await inAHurry(id);

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

    await inAHurry(id);

    expect(sink.commands().filter((line) => line.startsWith('RCPT'))).toHaveLength(5);
    expect(await report(world, id)).toMatchObject({
      state: 'completed',
      reasons: [{ outcome: 'fail', reason: 'MAIL_SERVER_FAILED', people: 1 }],
      retryable: 1,
    });
  });

  it('gives up after a day in which nobody could be mailed, and says so', async () => {
    const { id } = await aPendingRun(world, 20);
    await aShare(world);
    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '23 hours'`;
    await sweep(jobContext(world, sink), { all: true });
    const before = (await report(world, id)).state;

    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '25 hours'`;
    await sweep(jobContext(world, sink), { all: true });
    await world.db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second'`;
    await adopt();

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
    const share = await aShare(world);
    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '25 hours'`;

    await renewLease(world.db, share, true);
    await sweep(jobContext(world, sink), { all: true });

    expect((await report(world, id)).state).toBe('sending');
  });

  it('sends nothing more once it is cancelled, and adds up', async () => {
    const slow = await startSink({ delay: 50 });
    const { id } = await aPendingRun(world, 300);

    const working = workOff(world, jobContext(world, slow));
    await until(() => slow.received().length > 20);
    accepted(await cancelRun(world, world.requester, cardOf(await report(world, id))));
    await working;

    const { state, totals } = await report(world, id);
    expect(state).toBe('cancelled');
    expect(sum(totals)).toBe(300);
    expect(totals.invited).toBe(slow.received().length);
    expect(totals.cancelled).toBeGreaterThan(0);
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

  it('keeps the rate of the company when the process is to end: nobody is mailed before their turn', async () => {
    await set(world, 'mail.rate', '1');
    const { id } = await aPendingRun(world, 100);
    const stopping = new AbortController();

    const working = workOff(world, jobContext(world, sink, stopping.signal));
    await until(() => mailed().length > 0);
    const before = mailed().length;
    stopping.abort();
    await working;

    const states = (await rowsOf(world, id)).map(({ state }) => state);
    expect(mailed().length - before).toBeLessThanOrEqual(1);
    expect(states.filter((state) => state === 'sent')).toHaveLength(mailed().length);
    expect(states.filter((state) => state === 'queued')).toHaveLength(100 - mailed().length);
  });

  it('leaves the run to others when the database fails at the very end', async () => {
    const { id } = await aPendingRun(world, 2);
    await startNextRun(world.db, world.companyId);
    await world.db.$executeRaw`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the disk is full''; END'`;
    await world.db.$executeRaw`
      CREATE TRIGGER no_leaving BEFORE DELETE ON sender FOR EACH ROW EXECUTE FUNCTION fail()`;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());

    const request = { companyId: world.companyId, runId: id, slot: 1, turn: '1.start' };
    const sending = sendInvitations(request, jobContext(world, sink, AbortSignal.abort()));

    await expect(sending).rejects.toThrow('the disk is full');
    // Nothing is left that would renew the lease.
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not sent again by a request that is delivered twice', async () => {
    const { id } = await aPendingRun(world, 30);
    await startNextRun(world.db, world.companyId);
    const context = jobContext(world, sink);

    const request = { companyId: world.companyId, runId: id, slot: 1, turn: '1.start' };
    await Promise.all([sendInvitations(request, context), sendInvitations(request, context)]);
    await sendInvitations(request, context);

    expect(mailed()).toHaveLength(30);
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 30 } });
  });

  it('is sent over twice the lanes, as one, by a process that is offered both shares', async () => {
    const slow = await startSink({ delay: 30 });
    const { id } = await aPendingRun(world, 600);
    await startNextRun(world.db, world.companyId);
    const context = jobContext(world, slow);
    const request = { companyId: world.companyId, runId: id, turn: '1.start' };

    const first = sendInvitations({ ...request, slot: 1 }, context);
    await until(() => slow.connections() === 32);
    await sendInvitations({ ...request, slot: 2 }, context);
    await until(() => slow.connections() === 64);
    const claims = await world.db
      .$queryRaw`SELECT count(*)::int AS shares, count(DISTINCT claim)::int AS claims FROM sender`;
    await first;

    expect(claims).toEqual([{ shares: 2, claims: 1 }]);
    expect(slow.connections()).toBe(64);
    expect(new Set(slow.received().map(({ rcpt }) => rcpt)).size).toBe(600);
    expect(slow.received()).toHaveLength(600);
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 600 } });
    expect(await world.db.$queryRaw`SELECT FROM sender`).toEqual([]);
    await slow.stop();
  });

  it('is sent by one sender, when both shares are offered at the same moment', async () => {
    const slow = await startSink({ delay: 10 });
    const { id } = await aPendingRun(world, 300);
    await startNextRun(world.db, world.companyId);
    const context = jobContext(world, slow);

    const request = { companyId: world.companyId, runId: id, turn: '1.start' };
    const both = [1, 2].map((slot) => sendInvitations({ ...request, slot }, context));
    await until(() => slow.received().length > 20);
    const claims = await world.db
      .$queryRaw`SELECT count(*)::int AS shares, count(DISTINCT claim)::int AS claims FROM sender`;
    await Promise.all(both);

    expect(claims).toEqual([{ shares: 2, claims: 1 }]);
    expect(slow.received()).toHaveLength(300);
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 300 } });
    await slow.stop();
  });
});

describe('a sender that is gone', () => {
  it('leaves both shares to others, where it had both', async () => {
    const { id } = await aPendingRun(world, 40);
    const zombie = await aShare(world);
    const both = { claim: zombie.claim, host: 'elsewhere', pid: 1 };
    await joinRun(world.db, { companyId: world.companyId, runId: id, slot: 2 }, both);
    await world.sending.claim(zombie, { after: 0, most: 20, ttlHours: 24 });
    await world.forgetOutbox();
    await leaseEnds();

    await adopt();

    const rings = await world.outbox('send-invitations');
    expect(rings.map(({ data }) => Number(data['slot'])).sort()).toEqual([1, 2]);
    await workOff(world, jobContext(world, sink));
    expect(mailed()).toHaveLength(40);
  });

  it('is replaced: whom it had claimed is mailed once, and whose mail may have left becomes unknown', async () => {
    const { id } = await aPendingRun(world, 40);
    const zombie = await aShare(world);
    const chunk = { after: 0, most: 20, ttlHours: 24 };
    const claimed = (await world.sending.claim(zombie, chunk)).map((person) => person.id);
    const passed = await world.sending.pass(zombie, claimed.slice(0, 2));
    await leaseEnds();

    await adopt();
    await workOff(world, jobContext(world, sink));
    const late = await world.sending.pass(zombie, claimed);
    const lateClaim = await world.sending.claim(zombie, chunk);

    expect(late).toEqual([]);
    expect(lateClaim).toEqual([]);
    expect(await renewLease(world.db, zombie, false)).toBe(0);
    const unknown = (await rowsOf(world, id)).filter((row) => row.state === 'unknown');
    expect(new Set(unknown.map((row) => row.id))).toEqual(new Set(passed));
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 38, unknown: 2 } });
    expect(new Set(mailed()).size).toBe(38);
    expect(mailed()).toHaveLength(38);
  });

  it('may still settle what became unknown, by the answer that came late', async () => {
    const { id } = await aPendingRun(world, 2);
    const frozen = await aShare(world);
    const people = await world.sending.claim(frozen, { after: 0, most: 2, ttlHours: 24 });
    const [first = '', second = ''] = await world.sending.pass(
      frozen,
      people.map((person) => person.id),
    );
    await leaseEnds();
    await adopt();

    await world.sending.settle(frozen, [
      { id: first, state: 'sent', messageId: '<a@acme.test>' },
      { id: second, state: 'queued', seconds: 1, attempted: true },
    ]);

    expect((await report(world, id)).totals).toMatchObject({ invited: 1, unknown: 1 });
  });

  it('is not replaced while it renews its lease', async () => {
    await aPendingRun(world, 2);
    const share = await aShare(world);

    await adopt();

    expect(await renewLease(world.db, share, false)).toBe(1);
  });

  it('of this machine is replaced at once, whatever its lease', async () => {
    await aPendingRun(world, 2);
    await aShare(world);
    await world.db.$executeRaw`UPDATE sender SET host = ${hostname()}, pid = 999999999`;
    await world.forgetOutbox();

    await adopt();

    expect(await world.outbox('send-invitations')).toHaveLength(1);
  });

  it('leaves the shares of others alone', async () => {
    const { id } = await aPendingRun(world, 40);
    const [gone, other] = [await aShare(world), await anotherShare(world, id, 2)];
    const people = [];
    for (const share of [gone, other])
      people.push(await world.sending.claim(share, { after: 0, most: 20, ttlHours: 24 }));
    await world.db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second' WHERE slot = 1`;

    await adopt();

    const ids = people.map((claimed) => claimed.map((person) => person.id));
    expect(await world.sending.pass(gone, ids[0] ?? [])).toEqual([]);
    expect(await world.sending.pass(other, ids[1] ?? [])).toHaveLength(20);
  });

  it('again and again, before anybody was mailed, makes the run pause itself', async () => {
    const { id } = await aPendingRun(world, 2);
    await aShare(world);

    for (let times = 0; times < 25; times++) {
      await leaseEnds();
      await adopt();
      if (times < 24) await anotherShare(world, id, 1);
    }

    expect(await report(world, id)).toMatchObject({ state: 'paused', cause: 'interrupted' });
  });
});

async function leaseEnds(): Promise<void> {
  await world.db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second'`;
}

/** The sweep's part: takes over what has no holder any more. */
async function adopt(): Promise<void> {
  await sweep(jobContext(world, sink), { all: false });
}
