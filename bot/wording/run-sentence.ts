import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import { count, duration, people } from './numbers.ts';
import { placeInLine } from './queue.ts';
import { isOnlyQuiet } from './quiet.ts';
import { leftOf } from './run-left.ts';
import { inUtc } from './send-time.ts';

/** Where a run stands, in one sentence. */
export const runSentence = (report: RunReport) => sentences[report.state](report);

const ended = (how: string) => (report: RunReport) => `The run from ${report.title}: ${how}.`;

const sentences: Record<RunState, (report: RunReport) => string> = {
  draft: ({ title, forecast }) => `Ready to invite ${people(forecast.invite)} from ${title}. Nothing is sent yet.`,
  awaiting_approval: ({ title, forecast, sendAt }) =>
    `Inviting ${people(forecast.invite)} from ${title} waits for an approval${sendAt ? `, to be sent ${inUtc(sendAt)}` : ''}.`,
  scheduled: ({ title, forecast, sendAt }) =>
    `Inviting ${people(forecast.invite)} from ${title} waits for its time${sendAt ? `, ${inUtc(sendAt)}` : ''}.`,
  pending(report) {
    const { title, forecast, queue, startedAt } = report;
    const what = startedAt
      ? `The run from ${title} (${leftOf(report)})`
      : `Inviting ${people(forecast.invite)} from ${title}`;
    if (!queue) return `${what} ${startedAt ? 'goes on' : 'starts'} in a moment.`;
    return `${what} waits for its turn: ${placeInLine(queue, { ...queue.ahead, by: queue.ahead.requestedBy })}.`;
  },
  sending({ title, progress }) {
    if (!progress) return `The run from ${title} is being sent.`;
    const left = progress.secondsLeft === undefined ? '' : `, about ${duration(progress.secondsLeft)} left`;
    return `Inviting from ${title}: ${count(progress.done)} of ${count(progress.people)} done${left}.`;
  },
  deferred: (report) =>
    `The run from ${report.title} waits for ${isOnlyQuiet(report) ? 'the end of quiet hours' : 'mail servers that asked for patience'}: ${leftOf(report)}.`,
  paused(report) {
    const { title, cause, totals, forecast } = report;
    if (cause !== 'tried') return `The run from ${title} is paused: ${leftOf(report)}.`;
    return `The run from ${title} waits for a look: ${count(totals.invited)} of ${count(forecast.invite)} sent.`;
  },
  cancelling: ended('it is being cancelled'),
  completed: ended('it is over, the summary is in the thread'),
  cancelled(report) {
    if (report.startedAt) return ended('it was cancelled')(report);
    return ended(
      report.cause === 'list-changed' ? 'its list has changed, nothing was sent' : 'it was withdrawn, nothing was sent',
    )(report);
  },
  aborted: ended('it was ended before its time'),
  discarded: ended('it was discarded, nothing was sent'),
  expired: (report) =>
    ended(`it was not ${report.approval ? 'approved' : 'confirmed'} in time, nothing was sent`)(report),
  rejected: ended('it was rejected, nothing was sent'),
};
