import type { Channel } from '../channel.ts';
import type { Actor } from '../operator.ts';
import type { Reason } from '../reason.ts';
import type { RunState } from '../states.ts';
import type { Tx } from '../store/db.ts';
import { actor } from '../store/operators.ts';
import { type RunFacts, runFacts, type Tally, tallies } from '../store/run-reports.ts';
import { approvalOf } from './approval-of.ts';
import { placeInQueue } from './place-in-queue.ts';
import { progressOf } from './progress-of.ts';
import { retryableOf } from './retryable-of.ts';

export type Totals = { invited: number; skipped: number; failed: number; unknown: number; cancelled: number };

export type PlaceInLine = {
  /** What is being sent stands first: 2 is next. */
  position: number;
  /** The run right before it. */
  ahead: { title: string; requestedBy: string; state: RunState; done: number; people: number };
  /** Seconds. Nothing rather than a wrong time. */
  startsIn?: number;
};

export type Progress = {
  done: number;
  people: number;
  /** People a second in the last half minute, and how long the rest takes at that pace. */
  perSecond?: number;
  secondsLeft?: number;
  /** Of those who are left, whom a mail server has asked to try again later, and when the first of them is tried. */
  putOff: number;
  dueAt?: Date;
};

/** What everybody in the channel may see of a run. All numbers come from one query over its invitations. */
export type RunReport = {
  id: string;
  version: number;
  state: RunState;
  channel: Channel;
  /** What the list is, in words: "staff.csv, 22 Nov 2026" or "Markets / Equities and below". */
  title: string;
  requestedBy: string;
  /** Who approved, rejected, discarded or cancelled it last. */
  decidedBy?: Actor;
  draftedAt: Date;
  confirmedAt?: Date;
  startedAt?: Date;
  endedAt?: Date;
  /** When a draft or a wait for approval ends by itself. */
  expiresAt?: Date;
  /** First 12 hexadecimal digits of the SHA-256 over the frozen list. */
  listHash: string;
  people: number;
  /** As shown before Send was pressed. */
  forecast: { invite: number; skip: number; fail: number };
  /** Every reason in the frozen list or the result, with its people, most frequent first. */
  reasons: { outcome: 'skip' | 'fail'; reason: Reason; people: number }[];
  /** The limit, where more people would be invited than it allows: nothing starts. */
  overLimit?: number;
  /** Set where another person has to approve: more people than this. */
  approvalOver?: number;
  /** Set while it waits for runs before it. */
  queue?: PlaceInLine;
  /** Set from the start of sending on. */
  progress?: Progress;
  /** So far, or for good once the run is over. */
  totals: Totals;
  /** How many people's outcome differs from the forecast. */
  differs: number;
  /** How many failed for a cause that can succeed when tried again. */
  retryable: number;
  /** Whose run this one is a part or a repeat of. */
  parentId?: string;
  /** A `RunCause`, or the words of who rejected it. */
  cause?: string;
};

/** The run as it is now. Undefined when the company has no such run. */
export async function runReport(tx: Tx, companyId: string, runId: string): Promise<RunReport | undefined> {
  const facts = await runFacts(tx, companyId, runId);
  if (!facts) return undefined;
  const tally = await tallies(tx, companyId, runId);
  const decidedBy = facts.deciderId && (await actor(tx, companyId, facts.deciderId));

  return {
    ...told(facts),
    ...(decidedBy && { decidedBy }),
    reasons: reasonsOf(tally),
    totals: totalsOf(tally),
    differs: sum(tally, ({ differs }) => differs),
    retryable: await retryableOf(tx, companyId, facts, tally),
    ...(await approvalOf(tx, companyId, facts)),
    ...(await placeInQueue(tx, companyId, facts)),
    ...progressOf(facts, tally),
  };
}

type Told = 'decidedBy' | 'reasons' | 'totals' | 'differs' | 'retryable' | 'approvalOver' | 'queue' | 'progress';

function told(facts: RunFacts): Omit<RunReport, Told> {
  const { id, version, state, channel, title, people, requestedBy, draftedAt } = facts;
  const { confirmedAt, startedAt, endedAt, expiresAt, overLimit, parentId, cause } = facts;
  return {
    ...{ id, version, state, channel, title, people, requestedBy, draftedAt },
    listHash: facts.listHash.slice(0, 12),
    forecast: { invite: facts.toInvite, skip: facts.toSkip, fail: facts.toFail },
    ...(confirmedAt && { confirmedAt }),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(expiresAt && { expiresAt }),
    ...(overLimit !== null && { overLimit }),
    ...(parentId !== null && { parentId }),
    ...(cause !== null && { cause }),
  };
}

function reasonsOf(tally: Tally[]): RunReport['reasons'] {
  return tally.flatMap(({ state, reason, people }) => {
    if (!reason || !['skipped', 'failed', 'bounced'].includes(state)) return [];
    return [{ outcome: state === 'skipped' ? 'skip' : 'fail', reason, people } as const];
  });
}

function totalsOf(tally: Tally[]): Totals {
  const inState = (...states: Tally['state'][]) =>
    sum(tally, ({ state, people }) => (states.includes(state) ? people : 0));
  return {
    invited: inState('sent'),
    skipped: inState('skipped'),
    failed: inState('failed', 'bounced'),
    unknown: inState('unknown'),
    cancelled: inState('cancelled'),
  };
}

const sum = (tally: Tally[], part: (tally: Tally) => number) => tally.reduce((total, one) => total + part(one), 0);
