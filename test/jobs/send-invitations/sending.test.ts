import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobContext, ownerOf, workOff } from '#test/harness/builders/jobs.ts';
import { aPendingRun, report, rowsOf, set } from '#test/harness/builders/runs.ts';
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

describe('sending a run', () => {
  it('mails everybody once, each with their own link and name, and tells the numbers', async () => {
    const { id } = await aPendingRun(world, 500);

    await workOff(world, jobContext(world, sink));

    const done = await report(world, id);
    expect(done).toMatchObject({ state: 'completed', totals: { invited: 500, failed: 0, unknown: 0 } });
    expect(new Set(sink.received().map(({ rcpt }) => rcpt)).size).toBe(500);
    expect(sink.received()).toHaveLength(500);
    for (const letter of sink.received().slice(0, 50)) expect(await ownerOf(world, letter)).toBe(letter.rcpt);
  });
});
