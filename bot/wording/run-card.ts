import { RunCause } from '#core/runs/cause.ts';
import type { PlaceInLine, RunReport } from '#core/runs/run-report.ts';
import type { LeftOut } from '#core/runs/source.ts';
import type { RunState } from '#core/states.ts';
import { runLabel } from './buttons.ts';
import { changedPeople } from './changed-people.ts';
import { nothingSent, overLimit } from './limits.ts';
import { count, duration, pace as paceWords, people } from './numbers.ts';
import { differs } from './outcomes.ts';
import { placeInLine } from './queue.ts';
import { isOnlyQuiet } from './quiet.ts';
import { leftOf } from './run-left.ts';
import { whenSent } from './send-time.ts';
import { causes, runStates } from './states.ts';

const over = ({ state }: RunReport) => `Run ${runStates[state].toLowerCase()}`;

const titles: Record<RunState, (report: RunReport) => string> = {
  draft: ({ forecast }) => `Invite ${people(forecast.invite)} to WhatsApp?`,
  awaiting_approval: ({ forecast }) => `Approval needed: invite ${people(forecast.invite)}`,
  scheduled: ({ forecast }) => `To be sent later: invite ${people(forecast.invite)}`,
  pending: (report) =>
    report.startedAt ? `Waiting to go on: ${leftOf(report)}` : `Waiting to invite ${people(report.forecast.invite)}`,
  sending: ({ forecast }) => `Inviting ${people(forecast.invite)}`,
  deferred: (report) => `${waitsFor(report)}: ${leftOf(report)}`,
  paused: (report) => `${runStates.paused}: ${leftOf(report)}`,
  cancelling: over,
  completed: over,
  cancelled(report) {
    if (report.startedAt) return over(report);
    return isVoid(report) ? 'Run void: its list has changed' : 'Run withdrawn';
  },
  aborted: over,
  discarded: over,
  expired: over,
  rejected: over,
};

const waitsFor = (report: RunReport) =>
  isOnlyQuiet(report) ? 'Waits for the end of quiet hours' : 'Waits for mail servers';

/** Somebody on its list had changed when it was to be approved. */
const isVoid = ({ state, cause }: RunReport) => state === 'cancelled' && cause === 'list-changed';

// Who approved or rejected it stands in its timeline.
const decisions: Record<RunState, string | undefined> = {
  draft: 'Decided',
  awaiting_approval: 'Decided',
  scheduled: undefined,
  pending: undefined,
  sending: undefined,
  deferred: undefined,
  // Its card says it first of all.
  paused: undefined,
  cancelling: runStates.cancelled,
  completed: undefined,
  cancelled: runStates.cancelled,
  aborted: 'Decided',
  discarded: runStates.discarded,
  expired: 'Decided',
  rejected: undefined,
};

/** What the card of a run says. Where a name or a moment is asked for, it comes as the platform writes it. */
export const runWords = {
  title: (report: RunReport) => titles[report.state](report),
  about: (report: RunReport, { title, by }: { title: string; by: string }) =>
    `${title}, ${people(report.people)}, asked for by ${by}`,
  nothingSent,
  /** Its turn has come, or is about to. */
  startsSoon: ({ startedAt }: RunReport) => (startedAt ? 'It goes on in a moment.' : 'It starts in a moment.'),

  whenSent,

  pausedBy: (who: string) => `Paused by ${who}.`,
  /** Of a run that is tried, until it has been. */
  tryFirst: ({ tryFirst, cause, endedAt }: RunReport) =>
    tryFirst === undefined || cause === 'tried' || endedAt
      ? undefined
      : `Only the first ${count(tryFirst)} are mailed. Then it waits until somebody has had a look.`,
  tried: ({ cause, totals, forecast }: RunReport) =>
    cause === 'tried'
      ? `${count(totals.invited)} of ${count(forecast.invite)} sent: have a look, then go on.`
      : undefined,
  pausedItself: 'It has paused itself.',
  pausedUntil: (report: RunReport, at: string | undefined) =>
    `Nobody is mailed until somebody presses ${runLabel('resume', report)}; other runs may go on meanwhile.` +
    (at ? ` If nobody does, it ends ${at}.` : ''),
  deferredUntil: (report: RunReport, at: string | undefined) =>
    isOnlyQuiet(report)
      ? 'They are mailed by themselves then; other runs may go on meanwhile.'
      : `The mail servers of ${report.quiet ? people(report.quiet.others) : 'those who are left'} asked for patience. They are tried again by themselves${at ? `, about ${at}` : ''}; other runs may go on meanwhile.`,
  putOff({ state, progress, quiet }: RunReport): string | undefined {
    const putOff = quiet?.others ?? progress?.putOff ?? 0;
    if (state === 'deferred' || putOff === 0) return undefined;
    return `Mail servers have asked for patience with ${people(putOff)}: they are tried again later.`;
  },
  cancelling: 'Nothing more is sent. It ends as soon as the mails that were leaving have their results.',

  place: (queue: PlaceInLine, ahead: { title: string; by: string }) =>
    `${placeInLine(queue, { ...queue.ahead, ...ahead })}. It starts by itself.`,

  /** Who is in a user group and cannot be invited from there. */
  leftOut: ({ leftOut }: RunReport) => leftOutOf(leftOut),

  /** Only where there are more people than the limit allows. */
  overLimit: ({ overLimit: limit, forecast }: RunReport) =>
    limit === undefined ? undefined : overLimit(forecast.invite, limit),

  progress({ done, people: all, perSecond, secondsLeft }: NonNullable<RunReport['progress']>): string {
    const share = all === 0 ? 100 : Math.floor((done / all) * 100);
    const pace = perSecond === undefined ? '' : ` · ${paceWords(perSecond)}`;
    const left = secondsLeft === undefined ? '' : ` · about ${duration(secondsLeft)} left`;
    return `${count(done)} of ${count(all)} (${share} %)${pace}${left}`;
  },

  /** Said once in its thread, to whoever asked for it. */
  alarm(report: RunReport, { title, who }: { title: string; who: string }): string {
    const { cause, totals, forecast } = report;
    const what =
      cause === 'tried'
        ? `${who}, ${count(totals.invited)} of the ${count(forecast.invite)} mails of your run from ${title} are sent.`
        : `${who}, the run from ${title} has paused itself: ${leftOf(report)}.`;
    return [what, runWords.cause(report)].filter(Boolean).join(' ');
  },
  itsTurn: ({ forecast }: RunReport, { title, who }: { title: string; who: string }) =>
    `${who}, it is your run’s turn: inviting ${people(forecast.invite)} from ${title} has begun.`,

  /** What stands in the way of it, or ended it. */
  cause({ state, cause }: RunReport): string | undefined {
    const { data: known } = RunCause.safeParse(cause);
    return known && state !== 'rejected' ? causes[known] : undefined;
  },
  /** Why nobody can approve it any more. */
  changed: (report: RunReport) =>
    isVoid(report) ? `${changedPeople(report.differing)}. The details name them.` : undefined,
  /** The words of who rejected it. */
  rejectedBecause: (words: string) => `Reason: ${words}`,

  differs,

  decided(report: RunReport, by: string): string | undefined {
    const { state, startedAt } = report;
    if (isVoid(report)) return undefined;
    const deed = state === 'cancelled' && !startedAt ? 'Withdrawn' : decisions[state];
    return deed && `${deed} by ${by}`;
  },
  drafted: (at: string) => `Drafted ${at}`,
  expires: (at: string) => `Expires ${at}`,
  ended: (at: string) => `Ended ${at}`,
  run: (id: string) => `Run ${shortId(id)}`,
  list: (hash: string) => `list ${hash}`,
};

const notThere: [keyof LeftOut, string][] = [
  ['gone', 'deactivated'],
  ['guest', 'as guests'],
  ['outsider', 'of another organisation'],
  ['bot', 'as bots'],
  ['addressless', 'without a verified address'],
];

function leftOutOf(leftOut: LeftOut | undefined): string | undefined {
  const parts = notThere.flatMap(([why, words]) => (leftOut?.[why] ? [`${count(leftOut[why])} ${words}`] : []));
  return parts.length > 0 ? `Left out of the group: ${parts.join(', ')}.` : undefined;
}

/** As much of a run's id as people read out and type. */
export const shortId = (id: string) => id.slice(0, 8);
