import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import { runButtons } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { approvalWords, runWords } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, channelLink, mention, moment, theirs } from './ink.ts';
import { actions, button, heading, noteIf, text } from './kit.ts';
import {
  band,
  cause,
  footer,
  forecast,
  nothingSent,
  quiet,
  timeline,
  tried,
  warning,
  whatItNeeds,
  whenSent,
} from './run-parts.ts';
import { totals } from './totals.ts';

/** One card from draft to end. Its buttons are those of its state, so none can be pressed that has had its time. */
export function runCard({ report }: ReplyOf<'run'>): Block[] {
  return [
    heading(runWords.title(report)),
    ...band(report),
    text(runWords.about(report, { title: bold(report.title), by: theirs(report.requestedBy) })),
    ...bodies[report.state](report),
    ...timeline(report),
    footer(report),
    ...actions(runButtons(report).map(button)),
  ];
}

const results = (report: RunReport): Block[] => [totals(report.totals)];

const bodies: Record<RunState, (report: RunReport) => Block[]> = {
  draft: (report) => [
    ...forecast(report),
    ...quiet(report),
    ...warning(runWords.overLimit(report)),
    ...noteIf(approvalWords.ahead(report)),
  ],
  awaiting_approval: (report) => [
    ...forecast(report),
    ...whenSent(report),
    ...quiet(report),
    ...tried(report),
    ...whatItNeeds(report),
    ...whoIsAsked(report),
  ],
  scheduled: (report) => [...forecast(report), ...whenSent(report), ...quiet(report)],
  pending: (report) => [
    ...(report.startedAt ? going(report) : forecast(report)),
    ...quiet(report),
    ...tried(report),
    text(place(report)),
  ],
  sending: (report) => [
    ...going(report),
    ...tried(report),
    ...cause(report),
    ...quiet(report),
    ...noteIf(runWords.putOff(report)),
  ],
  deferred: (report) => [
    ...quiet(report),
    text(runWords.deferredUntil(report, at(report.progress?.dueAt))),
    ...going(report),
  ],
  paused: (report) => [...whyPaused(report), ...going(report)],
  cancelling: (report) => [text(runWords.cancelling), ...going(report)],
  completed: results,
  cancelled: (report) => (report.startedAt ? [...results(report), ...cause(report)] : nothingSent(report)),
  aborted: (report) => [...results(report), ...cause(report)],
  discarded: nothingSent,
  expired: nothingSent,
  rejected: nothingSent,
};

/** How far it is, whoever has its turn. */
const going = (report: RunReport): Block[] => [
  ...progress(report),
  ...results(report),
  ...noteIf(runWords.differs(report)),
];

function whyPaused(report: RunReport): Block[] {
  const { decidedBy, expiresAt } = report;
  const why = decidedBy
    ? [text(runWords.pausedBy(mention(decidedBy)))]
    : [text(bold(runWords.tried(report) ?? runWords.pausedItself)), ...cause(report)];
  return [...why, ...tried(report), text(runWords.pausedUntil(report, at(expiresAt)))];
}

const at = (date: Date | undefined) => date && moment(date);

/** Where else it can be approved, so that nobody waits in the wrong place. */
function whoIsAsked({ approval }: RunReport): Block[] {
  const where = channelLink(approval?.askedIn);
  return noteIf(where && approvalWords.askedIn(where));
}

function place(report: RunReport): string {
  const { queue } = report;
  if (!queue) return runWords.startsSoon(report);
  const { title, requestedBy } = queue.ahead;
  return runWords.place(queue, { title: theirs(title), by: theirs(requestedBy) });
}

function progress({ progress }: RunReport): Block[] {
  if (!progress) return [];
  return [{ kind: 'progress', done: progress.done, all: progress.people, words: runWords.progress(progress) }];
}
