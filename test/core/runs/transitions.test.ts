import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardRef, Operator } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { retryRun } from '#core/runs/retry-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { splitRun } from '#core/runs/split-run.ts';
import { tryRun } from '#core/runs/try-run.ts';
import type { RunState } from '#core/states.ts';
import { aList, aPendingRun, cardOf, draftOf, refusalOf, report, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
/** A run that waits in the queue while something is done to another one. */
let waiting: string;
let importId: string;
beforeEach(async () => {
  world = await makeWorld();
  waiting = (await aPendingRun(world, 1)).id;
  importId = await aList(world, 6);
});
afterEach(() => world.close());

const states: RunState[] = [
  ...(['draft', 'awaiting_approval', 'scheduled', 'pending', 'sending', 'deferred', 'paused', 'cancelling'] as const),
  ...(['completed', 'cancelled', 'aborted', 'discarded', 'expired', 'rejected'] as const),
];

/** As such a run stands in the database; nobody of one that is over was mailed, and one failed whose server was away. */
async function aRunIn(state: RunState): Promise<CardRef> {
  const { id } = await draftOf(world, { kind: 'import', importId });
  await world.db.$executeRaw`
    UPDATE run SET state = ${state}::"RunState", approvals_needed = ${state === 'awaiting_approval' ? 1 : 0},
                   confirmed_at = CASE WHEN ${state} <> 'draft' THEN now() END,
                   send_at = CASE WHEN ${state} = 'scheduled' THEN timestamptz '2040-01-01 09:00Z' END,
                   started_at = CASE WHEN ${state} IN ('sending', 'deferred', 'paused', 'cancelling', 'completed') THEN now() END,
                   ended_at = CASE WHEN ${state} IN ('completed', 'cancelled', 'aborted', 'discarded', 'expired', 'rejected') THEN now() END
     WHERE id = ${id}::uuid`;
  await world.db.$executeRaw`
    UPDATE invitation SET state = (CASE position WHEN 1 THEN 'failed' ELSE 'cancelled' END)::"InvitationState",
                          reason = CASE position WHEN 1 THEN 'MAIL_SERVER_FAILED' END
     WHERE run_id = ${id}::uuid AND ${state} IN ('completed', 'cancelled', 'aborted')`;
  return cardOf(await report(world, id));
}

type Press = (world: World, operator: Operator, card: CardRef) => Promise<Outcome<unknown>>;

/** What Ben's press made of it: its state, what was written down, whose cards are shown anew, and what is woken. */
async function pressed(press: Press, from: RunState) {
  const card = await aRunIn(from);
  await world.forgetOutbox();
  const outcome = await press(world, world.approver, card);

  const run = await world.db.run.findFirstOrThrow({ where: { id: card.id } });
  const entries = await world.db.auditEntry.findMany({
    where: { subjectId: card.id, action: { not: 'run-drafted' } },
    orderBy: { id: 'asc' },
  });
  const subjects = new Map((await world.db.card.findMany()).map(({ id, subjectId, kind }) => [id, [subjectId, kind]]));
  const shown = (await world.outbox('show-card')).map(({ data }) => subjects.get(data['cardId'] ?? '') ?? []);
  const news = shown.flatMap(([subject, kind]) => (subject === card.id ? [kind] : subject === waiting ? ['next'] : []));
  const work = (
    await world.db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM outbox WHERE queue = 'work'`
  ).map(({ name }) => name);
  const again = await press(world, world.approver, card);

  // Only one run of a company is ever being sent.
  await world.db.$executeRaw`UPDATE run SET state = 'expired' WHERE id = ${card.id}::uuid`;
  const done = { state: run.state, entries: entries.map(({ action, facts }) => [action, facts]) };
  return { outcome, card, run, done: { ...done, news: [...new Set(news)].toSorted(), work }, again };
}

const everywhere = ['next', 'run'];
const sent = { people: 6, toInvite: 6, approvals: 0 };
const cancelled = (was: RunState, state: RunState, news: string[]) => ({
  ...{ state, entries: [['run-cancelled', { was }]], news: ['next', ...news, 'run'].toSorted(), work: [] },
});

const presses: [string, Press, Partial<Record<RunState, object>>][] = [
  [
    'Send',
    sendRun,
    {
      draft: { state: 'pending', entries: [['run-sent', sent]], news: everywhere, work: ['wake-company'] },
      scheduled: {
        state: 'pending',
        entries: [['run-sent', { people: 6, toInvite: 6, insteadOf: '2040-01-01T09:00:00.000Z' }]],
        ...{ news: everywhere, work: ['wake-company'] },
      },
    },
  ],
  [
    'Try 5 first',
    tryRun,
    {
      draft: {
        state: 'pending',
        entries: [['run-sent', { ...sent, first: 5 }]],
        news: everywhere,
        work: ['wake-company'],
      },
      scheduled: {
        state: 'pending',
        entries: [['run-sent', { people: 6, toInvite: 6, insteadOf: '2040-01-01T09:00:00.000Z' }]],
        ...{ news: everywhere, work: ['wake-company'] },
      },
    },
  ],
  [
    'Approve',
    approveRun,
    {
      awaiting_approval: {
        state: 'pending',
        entries: [['run-approved', { toInvite: 6, isEnough: true }]],
        ...{ news: everywhere, work: ['wake-company'] },
      },
    },
  ],
  [
    'Reject',
    (on, by, card) => rejectRun(on, by, { ...card, reason: ' Not yet ' }),
    {
      awaiting_approval: {
        state: 'rejected',
        entries: [['run-rejected', {}]],
        ...{ news: ['decided', 'run'], work: [] },
      },
    },
  ],
  ['Discard', discardRun, { draft: { state: 'discarded', entries: [['run-discarded', {}]], news: ['run'], work: [] } }],
  [
    'Cancel',
    cancelRun,
    {
      awaiting_approval: cancelled('awaiting_approval', 'cancelled', ['decided']),
      scheduled: cancelled('scheduled', 'cancelled', []),
      pending: cancelled('pending', 'cancelled', []),
      sending: cancelled('sending', 'cancelling', []),
      deferred: cancelled('deferred', 'cancelled', ['summary']),
      paused: cancelled('paused', 'cancelled', ['summary']),
    },
  ],
  [
    'Pause',
    pauseRun,
    { sending: { state: 'paused', entries: [['run-paused', {}]], news: ['run'], work: ['wake-company'] } },
  ],
  [
    'Resume',
    resumeRun,
    {
      paused: { state: 'pending', entries: [['run-resumed', {}]], news: everywhere, work: ['wake-company'] },
      cancelled: { state: 'cancelled', entries: [], news: ['run'], work: [] },
    },
  ],
  [
    'Retry',
    retryRun,
    {
      completed: { state: 'completed', entries: [], news: ['run'], work: [] },
      cancelled: { state: 'cancelled', entries: [], news: ['run'], work: [] },
      aborted: { state: 'aborted', entries: [], news: ['run'], work: [] },
    },
  ],
];

it.each(presses)(
  '%s does what it says in the states for which it is made, once, and nothing in any other',
  async (_, press, made) => {
    for (const from of states) {
      const { outcome, card, run, done, again } = await pressed(press, from);

      if (made[from]) {
        expect([from, outcome.ok, done]).toEqual([from, true, made[from]]);
        expect(run.cardVersion).toBe(card.version + 1);
        expect(['run-moved-on', 'card-out-of-date']).toContain(refusalOf(again)?.code);
      } else {
        expect([from, refusalOf(outcome)]).toMatchObject([from, { code: 'run-moved-on', state: from }]);
        expect([from, done]).toEqual([from, { state: from, entries: [], news: [], work: [] }]);
      }
    }
  },
);

it('Split makes parts of a draft that is too long, and of nothing else', async () => {
  await set(world, 'run.max-records', '4');

  for (const from of states) {
    const { outcome, done } = await pressed(splitRun, from);

    if (from !== 'draft') expect([from, refusalOf(outcome)]).toMatchObject([from, { code: 'run-moved-on' }]);
    else {
      expect(outcome).toMatchObject({ ok: true, value: [expect.any(String), expect.any(String)] });
      expect(done).toEqual({
        ...{ state: 'discarded', entries: [['run-split', { parts: 2, limit: 4 }]], news: ['run'], work: [] },
      });
    }
  }
});
