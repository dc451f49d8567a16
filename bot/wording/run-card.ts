import { RunCause } from '#core/runs/cause.ts';
import type { PlaceInLine, RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import { nothingSent, overLimit } from './limits.ts';
import { count, duration, people } from './numbers.ts';
import { differs } from './outcomes.ts';
import { placeInLine } from './queue.ts';
import { causes, runStates } from './states.ts';

const over = ({ state }: RunReport) => `Run ${runStates[state].toLowerCase()}`;

const titles: Record<RunState, (report: RunReport) => string> = {
  draft: ({ forecast }) => `Invite ${people(forecast.invite)} to WhatsApp?`,
  awaiting_approval: ({ forecast }) => `Approval needed: invite ${people(forecast.invite)}`,
  pending: ({ forecast }) => `Waiting to invite ${people(forecast.invite)}`,
  sending: ({ forecast }) => `Inviting ${people(forecast.invite)}`,
  deferred: over,
  paused: over,
  cancelling: over,
  completed: over,
  cancelled: over,
  aborted: over,
  discarded: over,
  expired: over,
  rejected: over,
};

const decisions: Record<RunState, string> = {
  draft: 'Decided',
  awaiting_approval: 'Decided',
  pending: 'Approved',
  sending: 'Approved',
  deferred: 'Approved',
  paused: 'Decided',
  cancelling: runStates.cancelled,
  completed: 'Approved',
  cancelled: runStates.cancelled,
  aborted: 'Decided',
  discarded: runStates.discarded,
  expired: 'Decided',
  rejected: runStates.rejected,
};

/** What the card of a run says. Where a name or a moment is asked for, it comes as the platform writes it. */
export const runWords = {
  title: (report: RunReport) => titles[report.state](report),
  about: (report: RunReport, { title, by }: { title: string; by: string }) =>
    `${title}, ${people(report.people)}, asked for by ${by}`,
  nothingSent,
  needsApproval: 'Somebody other than who asked has to approve this run.',
  startsSoon: 'It starts in a moment.',

  place: (queue: PlaceInLine, ahead: { title: string; by: string }) =>
    `${placeInLine(queue, { ...queue.ahead, ...ahead })}. It starts by itself.`,

  /** Only where there are more people than the limit allows. */
  overLimit: ({ overLimit: limit, forecast }: RunReport) =>
    limit === undefined ? undefined : overLimit(forecast.invite, limit),
  /** Only where sending it will need somebody else. */
  approvalAhead: ({ approvalOver, overLimit }: RunReport) =>
    approvalOver === undefined || overLimit !== undefined
      ? undefined
      : `Over ${people(approvalOver)}, somebody else has to approve before anything is sent.`,

  progress({ done, people: all, perSecond, secondsLeft }: NonNullable<RunReport['progress']>): string {
    const share = all === 0 ? 100 : Math.floor((done / all) * 100);
    const pace = perSecond === undefined ? '' : ` · ${count(Math.round(perSecond))} per second`;
    const left = secondsLeft === undefined ? '' : ` · about ${duration(secondsLeft)} left`;
    return `${count(done)} of ${count(all)} (${share} %)${pace}${left}`;
  },

  /** What stands in the way of it, or ended it. */
  cause({ state, cause }: RunReport): string | undefined {
    const { data: known } = RunCause.safeParse(cause);
    return known && state !== 'rejected' ? causes[known] : undefined;
  },
  /** The words of who rejected it. */
  rejectedBecause: (words: string) => `Reason: ${words}`,

  differs,

  decided: (state: RunState, by: string) => `${decisions[state]} by ${by}`,
  drafted: (at: string) => `Drafted ${at}`,
  expires: (at: string) => `Expires ${at}`,
  ended: (at: string) => `Ended ${at}`,
  run: (id: string) => `Run ${shortId(id)}`,
  list: (hash: string) => `list ${hash}`,
};

/** As much of a run's id as people read out and type. */
export const shortId = (id: string) => id.slice(0, 8);
