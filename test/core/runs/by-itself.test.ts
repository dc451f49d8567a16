import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferRun, recallDeferredRuns } from '#core/runs/defer-run.ts';
import { endForgottenRuns } from '#core/runs/end-stopped-run.ts';
import { finishRun } from '#core/runs/finish-run.ts';
import { giveUpRun } from '#core/runs/give-up-run.ts';
import { leaveRun } from '#core/runs/leave-run.ts';
import { pauseItself } from '#core/runs/pause-run.ts';
import { admitDueRuns } from '#core/runs/schedule-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { takeOver } from '#core/runs/take-over.ts';
import { waitForLook } from '#core/runs/try-run.ts';
import type { InvitationState } from '#core/states.ts';
import type { Share } from '#core/store/senders.ts';
import { accepted, aDraft, anotherShare, aPendingRun, aShare, cardOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
/** A run of three that is being sent, and one that waits for its turn. */
let share: Share;
let waiting: string;
beforeEach(async () => {
  world = await makeWorld();
  await aPendingRun(world, 3);
  waiting = (await aPendingRun(world, 1)).id;
  share = await aShare(world);
  await world.forgetOutbox();
});
afterEach(() => world.close());

/** In which state the first people of the run are; the others stay as they were. */
async function people(...states: InvitationState[]): Promise<void> {
  for (const [index, state] of states.entries())
    await world.db.$executeRaw`
      UPDATE invitation SET state = ${state}::"InvitationState", claim = ${share.claim}::uuid
       WHERE run_id = ${share.runId}::uuid AND position = ${index + 1}`;
}

const dueIn = (seconds: number) => world.db.$executeRaw`
  UPDATE invitation SET next_attempt_at = now() + ${seconds}::int * interval '1 second' WHERE run_id = ${share.runId}::uuid`;
const stateOf = async (id = share.runId) => (await world.db.run.findFirstOrThrow({ where: { id } })).state;
const peopleNow = async () =>
  (await world.db.invitation.findMany({ where: { runId: share.runId }, orderBy: { position: 'asc' } })).map(
    ({ state }) => state,
  );

/** What became of the run: its state and cause, what was written down of it, whose cards are shown anew, and what is woken. */
async function now() {
  const { state, cause } = await world.db.run.findFirstOrThrow({ where: { id: share.runId } });
  const entries = await world.db.auditEntry.findMany({
    where: { subjectId: share.runId, operatorId: null, action: { not: 'run-started' } },
    orderBy: { id: 'asc' },
  });
  const cards = new Map((await world.db.card.findMany()).map((card) => [card.id, card]));
  const shown = (await world.outbox('show-card')).map(({ data }) => cards.get(data['cardId'] ?? ''));
  const news = shown.flatMap((card) => (card?.subjectId === waiting ? ['next'] : card ? [card.kind] : []));
  const promised = await world.outbox();
  const work = promised.flatMap(({ queue, name, data }) => (queue === 'work' ? [[name, data['turn']]] : []));
  const written = entries.map(({ action, facts }) => [action, facts]);
  return { state, cause, written, news: [...new Set(news)].toSorted(), work };
}

const woken = [['wake-company', undefined]];
const untouched = { state: 'sending', cause: null, written: [], news: [], work: [] };

describe('a run of which everybody has their result', () => {
  it('is completed, tells its numbers and lets the next one have its turn', async () => {
    await people('sent', 'failed', 'unknown');

    const finished = await finishRun(world.db, share);

    expect(finished).toBe(true);
    expect(await now()).toEqual({
      ...{ state: 'completed', cause: null, written: [['run-completed', {}]] },
      ...{ news: ['next', 'run', 'summary'], work: woken },
    });
    expect((await startNextRun(world.db, world.companyId))?.runId).toBe(waiting);
  });

  it.each(['queued', 'claimed', 'sending'] as const)('is not one in which somebody is %s', async (state) => {
    await people('sent', state, 'failed');

    const finished = await finishRun(world.db, share);

    expect(finished).toBe(false);
    expect(await now()).toEqual(untouched);
  });

  it('is not ended by who began it before it was stopped', async () => {
    await people('sent', 'sent', 'sent');

    const finished = await finishRun(world.db, { ...share, fence: share.fence - 1n });

    expect(finished).toBe(false);
    expect(await now()).toEqual(untouched);
  });

  it('is cancelled where somebody wanted that, with those who were not mailed yet', async () => {
    await people('sent');
    await world.db.$executeRaw`UPDATE run SET state = 'cancelling', cause = NULL WHERE id = ${share.runId}::uuid`;

    const finished = await finishRun(world.db, share);

    expect(finished).toBe(true);
    expect(await now()).toMatchObject({ state: 'cancelled', cause: null, written: [['run-cancelled', {}]] });
    expect(await peopleNow()).toEqual(['sent', 'cancelled', 'cancelled']);
  });
});

describe('a run that cannot get on', () => {
  it('pauses itself once, and says why in its thread', async () => {
    const paused = await pauseItself(world.db, share, 'mail-server-refused');
    const then = await now();
    const again = await pauseItself(world.db, share, 'mail-server-refused');

    expect([paused, again]).toEqual([true, false]);
    expect(then).toEqual({
      ...{ state: 'paused', cause: 'mail-server-refused', written: [['run-paused', { cause: 'mail-server-refused' }]] },
      ...{ news: ['alarm', 'run'], work: woken },
    });
  });

  it('is not paused by who has no share of it any more', async () => {
    const lost = { ...share, claim: world.companyId };

    expect(await pauseItself(world.db, lost, 'mail-server-refused')).toBe(false);
    expect(await now()).toEqual(untouched);
  });

  it('is given up after a day: nobody else is mailed', async () => {
    await people('sent', 'sending');
    const idle = { companyId: world.companyId, runId: share.runId };
    await giveUpRun(world.db, idle);
    const early = await now();
    await world.db.$executeRaw`UPDATE run SET moved_at = now() - interval '25 hours'`;

    await giveUpRun(world.db, idle);

    expect(early).toEqual(untouched);
    expect(await now()).toEqual({
      ...{ state: 'cancelling', cause: 'no-progress', written: [['run-given-up', {}]], news: ['run'], work: [] },
    });
    expect(await peopleNow()).toEqual(['sent', 'sending', 'cancelled']);
    await people('sent', 'sent');
    expect(await finishRun(world.db, share)).toBe(true);
    expect(await stateOf()).toBe('aborted');
  });
});

describe('a run in which everybody has to wait for their mail server', () => {
  it('is put off, and its company goes on with the next one', async () => {
    await people('sent');
    await dueIn(60);

    const deferred = await deferRun(world.db, share);

    expect(deferred).toBe(true);
    expect(await now()).toEqual({
      ...{ state: 'deferred', cause: null, written: [['run-deferred', {}]], news: ['next', 'run'], work: woken },
    });
    expect(await world.db.sender.count()).toBe(0);
  });

  it.each([
    ['somebody waits for a few seconds only', () => dueIn(5)],
    ['somebody is on their way', () => dueIn(60).then(() => people('sending'))],
  ])('is not one in which %s', async (_, arrange) => {
    await arrange();

    const deferred = await deferRun(world.db, share);

    expect(deferred).toBe(false);
    expect(await now()).toEqual(untouched);
    expect(await world.db.sender.count()).toBe(1);
  });

  it('waits for its turn again when their time has come, and not before', async () => {
    await dueIn(60);
    await deferRun(world.db, share);
    await world.forgetOutbox();
    await recallDeferredRuns(world.db);
    const early = await stateOf();
    await world.db.$executeRaw`UPDATE run SET due_at = now() WHERE state = 'deferred'`;

    await recallDeferredRuns(world.db);

    expect(early).toBe('deferred');
    expect(await now()).toMatchObject({ state: 'pending', news: ['next', 'run'], work: woken });
    expect((await startNextRun(world.db, world.companyId))?.runId).toBe(share.runId);
  });
});

describe('a run that is paused', () => {
  it('ends after a week in which nobody came back to it, and not before', async () => {
    await pauseItself(world.db, share, 'mail-server-refused');
    await world.forgetOutbox();
    await endForgottenRuns(world.db);
    const early = await stateOf();
    await world.db.$executeRaw`UPDATE run SET expires_at = now() WHERE state = 'paused'`;

    await endForgottenRuns(world.db);

    const facts = { was: 'paused', cause: 'paused-too-long' };
    expect(early).toBe('paused');
    expect(await now()).toEqual({
      ...{ state: 'cancelled', cause: 'paused-too-long', news: ['run', 'summary'], work: [] },
      written: [
        ['run-paused', { cause: 'mail-server-refused' }],
        ['run-cancelled', facts],
      ],
    });
    expect(await peopleNow()).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await world.db.card.count({ where: { kind: 'alarm' } })).toBe(0);
  });
});

describe('whoever sends a run', () => {
  const sender = () => ({ ...share, host: 'elsewhere', pid: 1, expired: false });

  it('leaves what is not done to another one', async () => {
    await people('claimed', 'sending');

    await leaveRun(world.db, share);
    const then = await now();
    await leaveRun(world.db, share);

    expect(then).toEqual({ ...untouched, work: [['send-invitations', `${share.fence}.${share.claim}`]] });
    expect(await now()).toEqual(then);
    expect(await peopleNow()).toEqual(['queued', 'unknown', 'queued']);
  });

  it.each([
    ['cancelling', 'send-invitations'],
    ['paused', 'wake-company'],
  ])('leaves one that is %s, and has somebody see to it', async (state, wanted) => {
    await world.db.$executeRaw`UPDATE run SET state = ${state}::"RunState" WHERE id = ${share.runId}::uuid`;

    await leaveRun(world.db, share);

    expect((await now()).work.map(([name]) => name)).toEqual([wanted]);
  });

  it('is replaced once when they are gone, and of whoever was in their hands the truth is told', async () => {
    await people('claimed', 'sending');

    const taken = await takeOver(world.db, sender());
    const then = await now();
    const again = await takeOver(world.db, sender());

    expect([taken, again]).toEqual([true, false]);
    expect(then).toEqual({
      ...{ ...untouched, written: [['run-taken-over', {}]], news: ['run'] },
      work: [['send-invitations', `${share.fence}.${share.claim}`]],
    });
    expect(await peopleNow()).toEqual(['queued', 'unknown', 'queued']);
  });

  it('is not replaced when they were heard of again', async () => {
    expect(await takeOver(world.db, { ...sender(), expired: true })).toBe(false);
    expect(await now()).toEqual(untouched);
  });

  it('leaves a run behind that ends where nothing is left to do', async () => {
    await people('sent', 'sent', 'sending');

    await takeOver(world.db, sender());

    expect(await now()).toMatchObject({ state: 'completed', news: ['next', 'run', 'summary'], work: woken });
  });

  it('leaves one behind that was stopped: the next run has its turn', async () => {
    await pauseItself(world.db, share, 'mail-server-refused');
    await world.forgetOutbox();

    await takeOver(world.db, sender());

    expect(await now()).toMatchObject({ state: 'paused', work: woken });
  });

  it('is not replaced for ever: a run whose senders all die pauses itself', async () => {
    await world.db.$executeRaw`UPDATE run SET take_overs = 23 WHERE id = ${share.runId}::uuid`;
    await takeOver(world.db, sender());
    const before = await stateOf();
    share = await anotherShare(world, share.runId, 1);

    await takeOver(world.db, sender());

    expect(before).toBe('sending');
    expect(await now()).toMatchObject({ state: 'paused', cause: 'interrupted' });
  });
});

describe('a run that is tried', () => {
  beforeEach(async () => {
    await world.db.$executeRaw`UPDATE run SET try_first = 2, try_until = 2 WHERE id = ${share.runId}::uuid`;
  });

  it('waits for somebody to look once its first people have their results', async () => {
    await people('sent', 'sending');
    const early = await waitForLook(world.db, share);
    await people('sent', 'failed');

    const late = await waitForLook(world.db, share);

    expect([early, late]).toEqual([false, true]);
    expect(await now()).toMatchObject({ state: 'paused', cause: 'tried', news: ['alarm', 'run'], work: woken });
  });
});

describe('a run whose time comes', () => {
  it('waits for its turn, and its company is woken once', async () => {
    const draft = await aDraft(world, 1);
    const at = new Date(Date.now() + 3_600_000);
    accepted(await sendRun(world, world.requester, cardOf(draft), { at }));
    await world.forgetOutbox();
    await admitDueRuns(world.db);
    const early = await stateOf(draft.id);
    await world.db.$executeRaw`UPDATE run SET send_at = now() WHERE id = ${draft.id}::uuid`;

    await admitDueRuns(world.db);
    await admitDueRuns(world.db);

    expect(early).toBe('scheduled');
    expect(await stateOf(draft.id)).toBe('pending');
    expect((await now()).work).toEqual(woken);
  });
});
