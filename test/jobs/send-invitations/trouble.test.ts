import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeRun } from '#core/runs/resume-run.ts';
import { jobContext, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aPendingRun, cardOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
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

const mailed = () => sink.received().map(({ rcpt }) => rcpt);
const work = () => workOff(world, jobContext(world, sink));

async function kindsOfCards(id: string): Promise<string[]> {
  const cards = await world.db.$queryRaw<
    { kind: string }[]
  >`SELECT kind FROM card WHERE subject_id = ${id}::uuid ORDER BY kind`;
  return cards.map(({ kind }) => kind);
}

async function attempts(id: string): Promise<number> {
  const rows = await world.db.$queryRaw<
    { attempt: number }[]
  >`SELECT attempt FROM invitation WHERE run_id = ${id}::uuid`;
  return rows.reduce((all, { attempt }) => all + attempt, 0);
}

describe('a mail server that cannot be used', () => {
  it.each([
    ['refuses connections', { at: 'connect', does: 'drop' } as const, 'mail-server-connect'],
    ['refuses every sender', { at: 'mail', does: '553 5.7.1 sender not allowed' } as const, 'mail-server-refused'],
    ['refuses every letter', { at: 'dot', does: '451 4.3.0 try again' } as const, 'mail-server-refused'],
    ['goes silent after every letter', { at: 'accepted', does: 'reset' } as const, 'mail-server-connect'],
  ])('%s: the run pauses itself, and says so once', async (_, fault, cause) => {
    sink.strike([fault]);
    const { id } = await aPendingRun(world, 200);

    await work();

    const paused = await report(world, id);
    expect(paused).toMatchObject({ state: 'paused', cause });
    expect(paused.totals.failed + paused.totals.unknown + paused.totals.invited).toBeLessThanOrEqual(64);
    expect(await kindsOfCards(id)).toEqual(['alarm', 'run']);
  });

  it('counts nothing against anybody, and Resume mails everybody', async () => {
    sink.strike([{ at: 'connect', does: 'drop' }]);
    const { id } = await aPendingRun(world, 50);
    await work();
    const burnt = await attempts(id);
    const queued = (await rowsOf(world, id)).filter(({ state }) => state === 'queued').length;

    sink.strike([]);
    accepted(await resumeRun(world, world.requester, cardOf(await report(world, id))));
    await world.db.$executeRaw`UPDATE invitation SET next_attempt_at = NULL`;
    await work();

    expect({ burnt, queued }).toEqual({ burnt: 0, queued: 50 });
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 50 } });
    expect(new Set(mailed()).size).toBe(50);
    expect(await kindsOfCards(id)).toEqual(['run', 'summary']);
  });

  it('is tried five times over several seconds before the run pauses, so that a restart of it goes unnoticed', async () => {
    sink.strike([{ at: 'connect', does: 'drop' }]);
    const { id } = await aPendingRun(world, 50);
    const working = work();
    setTimeout(() => sink.strike([]), 2_000);

    await working;

    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 50 } });
    expect(await attempts(id)).toBe(50);
  });
});

describe('a mail server that wants less', () => {
  it('gets half as many connections each time it says so, until it is content', async () => {
    await sink.stop();
    sink = await startSink({ mostConnections: 10, delay: 5 });
    const { id } = await aPendingRun(world, 300);

    await work();

    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 300, failed: 0 } });
    expect(await attempts(id)).toBe(300);
    expect(sink.connections()).toBeLessThan(80);
  });

  it('gets no more mails a second than the company has set', async () => {
    const times: number[] = [];
    await sink.stop();
    sink = await startSink({ record: () => times.push(performance.now()) });
    await set(world, 'mail.rate', '40');
    const { id } = await aPendingRun(world, 120);

    await work();

    const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
    expect(await report(world, id)).toMatchObject({ state: 'completed', totals: { invited: 120 } });
    // 119 gaps of 25 ms, but for the time that the first connection took. Without a rate it is a tenth of that.
    expect(seconds).toBeGreaterThan(1.8);
  });
});
