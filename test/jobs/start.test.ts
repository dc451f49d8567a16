import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#core/fault.ts';
import { type Listening, openQueues, type Queues } from '#core/queue.ts';
import { type Relay, startRelay } from '#core/relay.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { transaction } from '#core/store/db.ts';
import { later } from '#core/store/outbox.ts';
import type { Jobs } from '#jobs/index.ts';
import { type RunningJobs, startJobs } from '#jobs/start.ts';
import { startWorker } from '#jobs/worker.ts';
import { jobContext } from '#test/harness/builders/jobs.ts';
import { accepted, aDraft, aPendingRun, cardOf, report } from '#test/harness/builders/runs.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
let sink: Sink;
let queues: Queues;
const running: (RunningJobs | Listening | Relay)[] = [];

beforeEach(async () => {
  world = await makeWorld();
  sink = await startSink();
  queues = await openQueues({}, world.databaseUrl, jobContext(world, sink).log);
});
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
  await queues.close();
  await sink.stop();
  await world.close();
});

async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the jobs of a process', () => {
  it('send what people confirm, one run after the other, without anybody calling them', async () => {
    const context = jobContext(world, sink);
    running.push(startRelay({ ...context, databaseUrl: world.databaseUrl, queues }));
    running.push(await startJobs({ ...context, queues }));

    const runs = [await aPendingRun(world, 5), await aPendingRun(world, 4)];
    await until(async () =>
      (await Promise.all(runs.map(({ id }) => report(world, id)))).every((run) => run.state === 'completed'),
    );

    expect(sink.received()).toHaveLength(9);
    const [first, second] = await Promise.all(runs.map(({ id }) => report(world, id)));
    expect(second?.startedAt?.getTime()).toBeGreaterThanOrEqual(first?.endedAt?.getTime() ?? Number.NaN);
    const summaries = await world.db.$queryRaw`SELECT count(*)::int AS cards FROM card WHERE kind = 'summary'`;
    expect(summaries).toEqual([{ cards: 2 }]);
  });

  it('send what was confirmed for later at its time', async () => {
    const draft = await aDraft(world, 2);
    accepted(await sendRun(world, world.requester, cardOf(draft), { at: new Date(Date.now() + 3_600_000) }));
    await world.db.$executeRaw`UPDATE run SET send_at = now() + interval '2 seconds' WHERE id = ${draft.id}::uuid`;
    const context = jobContext(world, sink);
    running.push(startRelay({ ...context, databaseUrl: world.databaseUrl, queues }));
    running.push(await startJobs({ ...context, queues }));

    await until(async () => (await report(world, draft.id)).state === 'completed');

    const { sendAt, startedAt } = await report(world, draft.id);
    expect(startedAt?.getTime()).toBeGreaterThanOrEqual(sendAt?.getTime() ?? Number.NaN);
    expect(sink.received()).toHaveLength(2);
  });

  it('find a run whose ring was lost', async () => {
    const { id } = await aPendingRun(world, 3);
    await world.forgetOutbox();
    const context = jobContext(world, sink);
    running.push(startRelay({ ...context, databaseUrl: world.databaseUrl, queues }));

    running.push(await startJobs({ ...context, queues }));

    await until(async () => (await report(world, id)).state === 'completed');
    expect(sink.received()).toHaveLength(3);
  });

  it('check few lists at a time, and neither lists nor runs wait for the other', async () => {
    const { companyId } = world;
    const busy = { lists: 0, runs: 0 };
    let woken = 0;
    const stopping = new AbortController();
    const end = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
    const todo: Jobs = {
      'check-import': () => {
        busy.lists++;
        return end;
      },
      'send-invitations': () => {
        busy.runs++;
        return end;
      },
      'send-test-mail': async () => {},
      'send-login-mails': () => end,
      'begin-scheduled': async () => {},
      'wake-company': async () => void woken++,
    };
    running.push(startRelay({ ...jobContext(world, sink), databaseUrl: world.databaseUrl, queues }));
    running.push(await startWorker(queues, jobContext(world, sink), todo));

    await transaction(world.db, async (tx) => {
      for (let more = 0; more < 40; more++) {
        await later(tx, 'send-invitations', { companyId, runId: randomUUID(), slot: 1, turn: '1.start' });
        await later(tx, 'check-import', { companyId, importId: randomUUID() });
      }
      await later(tx, 'wake-company', { companyId });
    });
    await until(() => busy.runs === 32 && busy.lists === 3 && woken === 1);
    const busiest = { ...busy };
    stopping.abort();
    await until(() => busy.lists === 40 && busy.runs === 40);

    expect(busiest).toEqual({ lists: 3, runs: 32 });
  });

  it('are tried again or not, as a fault says', async () => {
    const tries = { never: 0, later: 0, soon: 0 };
    const todo: Partial<Jobs> = {
      'begin-scheduled': async () => {},
      'wake-company': async () => {
        tries.never++;
        throw new Fault('no use', { retry: 'never' });
      },
      'check-import': async () => {
        if (tries.later++ === 0) throw new Fault('once more', { retry: 'later' });
      },
      'send-login-mails': async () => {
        if (tries.soon++ === 0) throw new Fault('in a moment', { retry: { afterMs: 10 } });
      },
    };
    running.push(await startWorker(queues, jobContext(world, sink), todo as Jobs));
    const { companyId } = world;
    const importId = crypto.randomUUID();

    await queues.add('work', { name: 'wake-company', data: { companyId }, key: 'a', attempts: 5 });
    await queues.add('work', { name: 'check-import', data: { companyId, importId }, key: 'b', attempts: 5 });
    await queues.add('work', { name: 'send-login-mails', data: { companyId, importId }, key: 'c', attempts: 5 });

    await until(() => tries.never > 0 && tries.later > 1 && tries.soon > 1);
    expect(tries).toEqual({ never: 1, later: 2, soon: 2 });
  });
});
