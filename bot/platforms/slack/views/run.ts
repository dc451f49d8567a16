import type { KnownBlock } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import { runButtons } from '../../../card-buttons.ts';
import type { ReplyOf } from '../../../reply.ts';
import { labels, runWords } from '../../../wording.ts';
import {
  actions,
  bar,
  bold,
  button,
  escaped,
  facts,
  heading,
  mention,
  moment,
  note,
  noteIf,
  text,
  textIf,
} from '../kit.ts';
import { reasonLines } from './reasons.ts';
import { totals } from './totals.ts';

/** One card from draft to end. Its buttons are those of its state, so none can be pressed that has had its time. */
export function runCard({ report }: ReplyOf<'run'>): KnownBlock[] {
  return [
    heading(runWords.title(report)),
    text(runWords.about(report, { title: bold(report.title), by: escaped(report.requestedBy) })),
    ...bodies[report.state](report),
    footer(report),
    ...actions(runButtons(report).map(button)),
  ];
}

const forecast = (report: RunReport): KnownBlock[] => {
  const { invite, skip, fail } = report.forecast;
  return [facts({ [labels.invite]: invite, [labels.skip]: skip, [labels.fail]: fail }), ...reasonLines(report)];
};

const results = (report: RunReport): KnownBlock[] => [totals(report.totals)];
const nothingSent = (report: RunReport): KnownBlock[] => [text(runWords.nothingSent), ...cause(report)];

const bodies: Record<RunState, (report: RunReport) => KnownBlock[]> = {
  draft: (report) => [
    ...forecast(report),
    ...warning(runWords.overLimit(report)),
    ...noteIf(runWords.approvalAhead(report)),
  ],
  awaiting_approval: (report) => [...forecast(report), text(runWords.needsApproval)],
  pending: (report) => [...(report.startedAt ? going(report) : forecast(report)), text(place(report))],
  sending: (report) => [...going(report), ...cause(report), ...noteIf(runWords.putOff(report))],
  deferred: (report) => [text(runWords.deferredUntil(at(report.progress?.dueAt))), ...going(report)],
  paused: (report) => [...whyPaused(report), ...going(report)],
  cancelling: (report) => [text(runWords.cancelling), ...going(report)],
  completed: results,
  cancelled: (report) => (report.startedAt ? [...results(report), ...cause(report)] : nothingSent(report)),
  aborted: (report) => [...results(report), ...cause(report)],
  discarded: nothingSent,
  expired: nothingSent,
  rejected: (report) => [
    ...nothingSent(report),
    ...textIf(report.cause && runWords.rejectedBecause(escaped(report.cause))),
  ],
};

/** How far it is, whoever has its turn. */
const going = (report: RunReport): KnownBlock[] => [
  ...progress(report),
  ...results(report),
  ...noteIf(runWords.differs(report)),
];

function whyPaused(report: RunReport): KnownBlock[] {
  const { decidedBy, expiresAt } = report;
  const why = decidedBy
    ? [text(runWords.pausedBy(mention(decidedBy)))]
    : [text(bold(runWords.pausedItself)), ...cause(report)];
  return [...why, text(runWords.pausedUntil(at(expiresAt)))];
}

const at = (date: Date | undefined) => date && moment(date);
const warning = (words: string | undefined) => textIf(words && `:warning: ${words}`);
const cause = (report: RunReport) => warning(runWords.cause(report));

function place(report: RunReport): string {
  const { queue } = report;
  if (!queue) return runWords.startsSoon(report);
  const { title, requestedBy } = queue.ahead;
  return runWords.place(queue, { title: escaped(title), by: escaped(requestedBy) });
}

function progress({ progress }: RunReport): KnownBlock[] {
  return progress ? [text(`${bar(progress.done, progress.people)} ${runWords.progress(progress)}`)] : [];
}

/** Who, when, and the frozen list's hash, so that two people can be sure they speak of the same list. */
function footer(report: RunReport): KnownBlock {
  const { id, decidedBy, draftedAt, confirmedAt, endedAt, expiresAt, listHash } = report;
  const parts = [
    decidedBy && runWords.decided(report, mention(decidedBy)),
    endedAt ? runWords.ended(moment(endedAt)) : runWords.drafted(moment(draftedAt)),
    expiresAt && !confirmedAt && !endedAt && runWords.expires(moment(expiresAt)),
    runWords.run(id),
    runWords.list(listHash),
  ];
  return note(parts.filter(Boolean).join(' · '));
}
