import type { Channel } from '../channel.ts';
import { maskEmail } from '../mask.ts';
import type { Actor } from '../operator.ts';
import type { Reason } from '../reason.ts';
import type { RunState } from '../states.ts';
import type { Tx } from '../store/db.ts';
import { actor } from '../store/operators.ts';
import { type RunFacts, runFacts, tallies } from '../store/run-reports.ts';
import { type Approval, approvalOf } from './approval-of.ts';
import { type Expectation, expectationOf } from './expectation-of.ts';
import { leftAfter } from './left-after.ts';
import { placeInQueue } from './place-in-queue.ts';
import { type ProblemRow, problemRows } from './problem-rows.ts';
import { progressOf } from './progress-of.ts';
import { type Quiet, quietOf } from './quiet-of.ts';
import { retryableOf } from './retryable-of.ts';
import { differingOf, reasonsOf, sum, totalsOf } from './run-tally.ts';
import type { LeftOut } from './source.ts';
import { type Step, timelineOf } from './timeline-of.ts';

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

export type ReasonCount = {
  outcome: 'skip' | 'fail';
  reason: Reason;
  people: number;
  /** Of them, those who can succeed when tried again. */
  retryable?: number;
};

/** People who changed between the preview and the start. No outcome: they are invited all the same, at another number. */
export type Differing = { people: number; outcome?: 'skip' | 'fail'; reason?: Reason };

/** What everybody in the channel may see of a run. All numbers come from one query over its invitations. */
export type RunReport = {
  id: string;
  version: number;
  state: RunState;
  channel: Channel;
  /** What the list is, in words: "staff.csv, 22 Nov 2026" or "Markets / Equities and below". */
  title: string;
  requestedBy: string;
  /** The same, to be mentioned. */
  requester?: Actor;
  /** Who approved, rejected, discarded, paused or cancelled it last. */
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
  reasons: ReasonCount[];
  /** The limit, where more people would be invited than it allows: nothing starts. */
  overLimit?: number;
  /** Of a user group: how many of it are nobody to invite, and why. */
  leftOut?: LeftOut;
  /** Until somebody has looked, it is tried on so many people, the first ones. */
  tryFirst?: number;
  /** When it is to be sent, or was, where that was not at once. */
  sendAt?: Date;
  /** Set where quiet hours hold people up. */
  quiet?: Quiet;
  /** Of a rehearsal: the inbox that gets its mails, masked. */
  rehearsal?: string;
  /** Where it was asked for. */
  place?: { platform: string; conversation: string };
  /** Set where others have to approve, or had to. */
  approval?: Approval;
  /** Of a draft: others would have to approve it, were there anybody who may. */
  ownWordWillDo?: true;
  /** Set where others had to approve: who did what, and when. */
  timeline?: Step[];
  /** Set while it waits for runs before it. */
  queue?: PlaceInLine;
  /** Set from the start of sending on. */
  progress?: Progress;
  /** So far, or for good once the run is over. */
  totals: Totals;
  /** How many people's outcome differs from the forecast, and what became of them. */
  differs: number;
  differing: Differing[];
  /** Set once somebody has cancelled it: whose mails still left after that. The first of them, masked. */
  leftAfter?: { people: number; some: string[] };
  /** Of a completed run: how many may be expected to link, where enough runs were before it. */
  expectation?: Expectation;
  /** Of a run that is over: the first of those with a problem, masked. */
  problemRows?: ProblemRow[];
  /** How many failed for a cause that can succeed when tried again. */
  retryable: number;
  /** Of a cancelled run: how many were never mailed, and are in no other run of its rest. */
  resumable: number;
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
  const requester = await actor(tx, companyId, facts.requesterId);
  const decidedBy = facts.deciderId && (await actor(tx, companyId, facts.deciderId));
  const totals = totalsOf(tally);
  const approval = await approvalOf(tx, companyId, facts);
  const known = { ...told(facts), ...(requester && { requester }), ...(decidedBy && { decidedBy }) };
  const retryable = await retryableOf(tx, companyId, facts, tally);

  return {
    ...known,
    ...approval,
    ...timelineOf({ ...known, ...approval }),
    reasons: reasonsOf(tally, retryable),
    totals,
    differs: sum(tally, ({ differs }) => differs),
    differing: differingOf(tally),
    resumable: facts.state === 'cancelled' && !facts.restDrafted ? totals.cancelled : 0,
    retryable: [...retryable.values()].reduce((total, people) => total + people, 0),
    ...(await placeInQueue(tx, companyId, facts)),
    ...progressOf(facts, tally),
    ...(await quietOf(
      tx,
      companyId,
      facts,
      sum(tally, ({ putOff }) => putOff),
    )),
    ...(await leftAfter(tx, companyId, facts)),
    ...(await problemRows(tx, companyId, facts)),
    ...(await expectationOf(tx, companyId, facts, totals)),
  };
}

type Counted = 'reasons' | 'totals' | 'differs' | 'differing' | 'retryable' | 'resumable';
type LookedUp =
  | 'requester'
  | 'decidedBy'
  | 'approval'
  | 'ownWordWillDo'
  | 'timeline'
  | 'queue'
  | 'progress'
  | 'quiet'
  | 'leftAfter'
  | 'problemRows'
  | 'expectation';

function told(facts: RunFacts): Omit<RunReport, Counted | LookedUp> {
  const { id, version, state, channel, title, people, requestedBy, draftedAt } = facts;
  const {
    tryFirst,
    leftOut,
    sendAt,
    confirmedAt,
    startedAt,
    endedAt,
    expiresAt,
    overLimit,
    parentId,
    cause,
    rehearsal,
    platform,
    conversation,
  } = facts;
  return {
    ...{ id, version, state, channel, title, people, requestedBy, draftedAt },
    place: { platform, conversation },
    listHash: facts.listHash.slice(0, 12),
    forecast: { invite: facts.toInvite, skip: facts.toSkip, fail: facts.toFail },
    ...(confirmedAt && { confirmedAt }),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(expiresAt && { expiresAt }),
    ...(overLimit !== null && { overLimit }),
    ...(parentId !== null && { parentId }),
    ...(cause !== null && { cause }),
    ...(rehearsal !== null && { rehearsal: maskEmail(rehearsal) }),
    ...(tryFirst !== null && { tryFirst }),
    ...(leftOut && { leftOut }),
    ...(sendAt && { sendAt }),
  };
}
