import type { RunReport } from '#core/runs/run-report.ts';
import { runButtons } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { count, summaryWords } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, channelLink, masked, mention, moment, theirs } from './ink.ts';
import { actions, button, heading, note, noteIf, table, text } from './kit.ts';
import { reasonLines } from './reasons.ts';
import { band } from './run-parts.ts';
import { totals } from './totals.ts';

/** The same for whoever reads along elsewhere: whose it was, and nothing to press. */
export function postedSummary({ report }: ReplyOf<'posted-summary'>): Block[] {
  const { requester, requestedBy, place } = report;
  const who = requester ? mention(requester) : theirs(requestedBy);
  return [
    heading(summaryWords.title(report)),
    ...band(report),
    text(`${summaryWords.about(report, bold(report.title))}, ${summaryWords.askedForBy(who, channelLink(place))}`),
    totals(report.totals),
    ...reasonLines(report),
    ...noteIf(summaryWords.unknown(report)),
    ...expected(report),
  ];
}

export const summariesHere = ({ chosenBy }: ReplyOf<'summaries-here'>): Block[] => [
  text(summaryWords.chosen(theirs(chosenBy))),
];

/** What came of a run. The five numbers always stand there and add up to the whole list. */
export function summary({ report }: ReplyOf<'summary'>): Block[] {
  return [
    heading(summaryWords.title(report)),
    ...band(report),
    text(summaryWords.about(report, bold(report.title))),
    totals(report.totals),
    ...reasonLines(report),
    ...problems(report),
    ...noteIf(summaryWords.differs(report)),
    ...noteIf(summaryWords.unknown(report)),
    ...noteIf(summaryWords.leftAfter(report, (report.leftAfter?.some ?? []).map(masked))),
    ...noteIf(summaryWords.neverMailed(report)),
    ...expected(report),
    ...actions(runButtons(report).map(button)),
  ];
}

const expected = ({ expectation: found }: RunReport): Block[] =>
  found ? [note(summaryWords.expected(found, moment(found.by)))] : [];

/** Masked: others read along. What a cell holds is read as its letters, whatever they are. */
function problems(report: RunReport): Block[] {
  const { problemRows = [] } = report;
  if (problemRows.length === 0) return [];
  const lines = problemRows.map((row) => [count(row.row), row.maskedEmail, summaryWords.problem(row)]);
  return [
    text(bold(summaryWords.problems)),
    table(summaryWords.problemColumns, lines),
    ...noteIf(summaryWords.moreProblems(report)),
  ];
}
