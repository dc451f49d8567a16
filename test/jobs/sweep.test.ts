import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { transaction } from '#core/store/db.ts';
import { mayISweep } from '#core/store/sweep.ts';
import { sweep } from '#jobs/sweep.ts';
import { jobContext } from '#test/harness/builders/jobs.ts';
import { aDraft, aPendingRun, aShare, report } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const look = (all: boolean) => sweep(jobContext(world, { url: 'smtp://127.0.0.1:1' }), { all });

describe('the sweep', () => {
  it('rings again for companies whose next run could start, and for cards that show the past', async () => {
    await aPendingRun(world, 1);
    await world.forgetOutbox();

    await look(true);

    expect((await world.outbox()).map(({ name }) => name).sort()).toEqual(['show-card', 'wake-company']);
  });

  it('wakes nobody while a run of the company is being sent', async () => {
    await aPendingRun(world, 1);
    await aPendingRun(world, 1);
    await startNextRun(world.db, world.companyId);
    await world.forgetOutbox();

    await look(true);

    expect(await world.outbox('wake-company')).toEqual([]);
  });

  it('gives a run whose holder is silent to another one, also in a quick look', async () => {
    const { id } = await aPendingRun(world, 1);
    const { claim } = await aShare(world);
    await world.db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second'`;
    await world.forgetOutbox();

    await look(false);

    expect(await world.outbox('send-invitations')).toMatchObject([
      { data: { runId: id, slot: 1, turn: `1.${claim}` } },
    ]);
  });

  it('ends drafts that nobody decided, and forgets what platforms told a week ago', async () => {
    const { db } = world;
    const { id } = await aDraft(world, 1);
    await db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second' WHERE id = ${id}::uuid`;
    await db.$executeRaw`
      INSERT INTO inbound_event (platform, key, received_at) VALUES ('slack', 'old', now() - interval '8 days'), ('slack', 'new', now())`;

    await look(true);

    expect((await report(world, id)).state).toBe('expired');
    expect(await db.$queryRaw`SELECT key FROM inbound_event`).toEqual([{ key: 'new' }]);
  });

  it('is done by one process at a time', async () => {
    await aPendingRun(world, 1);
    await world.forgetOutbox();

    await transaction(world.db, async (tx) => {
      await mayISweep(tx, 'seldom');
      await look(true);
    });

    expect(await world.outbox()).toEqual([]);
  });

  it('replaces a silent holder however long all the rest takes', async () => {
    await aPendingRun(world, 1);
    await aShare(world);
    await world.db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second'`;
    await world.forgetOutbox();

    await transaction(world.db, async (tx) => {
      await mayISweep(tx, 'seldom');
      await look(true);
    });

    expect(await world.outbox('send-invitations')).toHaveLength(1);
  });
});
