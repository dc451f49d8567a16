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
  pending: (report) => [...forecast(report), text(place(report))],
  sending: (report) => [...progress(report), ...cause(report), ...results(report), ...noteIf(runWords.differs(report))],
  deferred: results,
  paused: results,
  cancelling: results,
  completed: results,
  cancelled: results,
  aborted: (report) => [...results(report), ...cause(report)],
  discarded: nothingSent,
  expired: nothingSent,
  rejected: (report) => [
    ...nothingSent(report),
    ...textIf(report.cause && runWords.rejectedBecause(escaped(report.cause))),
  ],
};

const warning = (words: string | undefined) => textIf(words && `:warning: ${words}`);
const cause = (report: RunReport) => warning(runWords.cause(report));

function place({ queue }: RunReport): string {
  if (!queue) return runWords.startsSoon;
  const { title, requestedBy } = queue.ahead;
  return runWords.place(queue, { title: escaped(title), by: escaped(requestedBy) });
}

function progress({ progress }: RunReport): KnownBlock[] {
  return progress ? [text(`${bar(progress.done, progress.people)} ${runWords.progress(progress)}`)] : [];
}

/** Who, when, and the frozen list's hash, so that two people can be sure they speak of the same list. */
function footer(report: RunReport): KnownBlock {
  const { id, state, decidedBy, draftedAt, confirmedAt, endedAt, expiresAt, listHash } = report;
  const parts = [
    decidedBy && runWords.decided(state, mention(decidedBy)),
    endedAt ? runWords.ended(moment(endedAt)) : runWords.drafted(moment(draftedAt)),
    expiresAt && !confirmedAt && !endedAt && runWords.expires(moment(expiresAt)),
    runWords.run(id),
    runWords.list(listHash),
  ];
  return note(parts.filter(Boolean).join(' · '));
}
