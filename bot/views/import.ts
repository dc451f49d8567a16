import type { ImportReport } from '#core/imports/import-report.ts';
import type { ImportState } from '#core/states.ts';
import { importButtons } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { heldWords, importWords, labels, rehearsalWords, rejectionSentence, sentence } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, channelLink, masked, mention, moment, theirs } from './ink.ts';
import { actions, button, facts, heading, note, noteIf, table, text } from './kit.ts';
import { asRehearsal, warning } from './run-parts.ts';

/** One card from the file to its end. */
export function importCard({ report }: ReplyOf<'import'>): Block[] {
  return [
    ...bodies[report.state](report),
    ...rehearsal(report),
    ...upload(report),
    ...actions(importButtons(report).map(button)),
  ];
}

/** Only its mails are one: what is written into the directory is real. */
const rehearsal = ({ rehearsal: inbox, state }: ImportReport): Block[] =>
  inbox !== undefined && (state === 'ready' || state === 'applied')
    ? [note(asRehearsal(rehearsalWords.loginMails(masked(inbox))))]
    : [];

/** Whether the file still stands where others can read it. */
function upload(report: ImportReport): Block[] {
  const { upload } = report;
  const where = upload && channelLink({ platform: upload.platform, conversation: upload.seenIn });
  const words = heldWords.fate(report, where);
  if (upload?.fate === 'stays') return warning(words);
  return noteIf(words);
}

const said = (report: ImportReport) => text(theirs(sentence({ kind: 'import', report })));

const bodies: Record<ImportState, (report: ImportReport) => Block[]> = {
  receiving: (report) => [said(report)],
  checking: (report) => [said(report)],
  ready: (report) => [...list(report), note(importWords.choices(report))],
  rejected: ({ fileName, rejection }) => [
    heading(importWords.refused(fileName)),
    text(theirs(rejectionSentence(rejection ?? { code: 'FILE_NOT_READABLE' }))),
    note(importWords.nothingWritten),
  ],
  applied: (report) => [...list(report), text(`${decided(report)}. ${importWords.outcome(report.numbersAdded)}`)],
  discarded: (report) => [said(report), note(report.decidedBy ? decided(report) : importWords.expired)],
  undone: (report) => [...list(report), note(decided(report))],
};

const list = (report: ImportReport): Block[] => [
  heading(importWords.titles[report.state]),
  text(importWords.about(report.counts.total, { file: bold(report.fileName), by: theirs(report.requestedBy) })),
  counts(report),
  ...wrongRows(report),
  ...ignored(report),
];

const counts = ({ counts }: ImportReport) =>
  facts({
    [labels.new]: counts.new,
    [labels.changed]: counts.changed,
    [labels.unchanged]: counts.unchanged,
    [labels.wrong]: counts.wrong,
  });

/** Lines, columns and codes; what stood in the cells is for the details. */
function wrongRows({ wrongRows, counts, problems }: ImportReport): Block[] {
  if (wrongRows.length === 0) return [];
  const lines = wrongRows.map((row) => [String(row.line), row.column ?? '', ...importWords.wrong(row)]);
  const more = counts.wrong - wrongRows.length;
  return [
    text(`${bold(importWords.whatIsWrong)} ${importWords.problems(problems)}`),
    table(importWords.columns, lines),
    ...(more > 0 ? [note(importWords.moreWrong(more))] : []),
  ];
}

const ignored = ({ ignored }: ImportReport): Block[] =>
  ignored.length === 0 ? [] : [note(importWords.ignored(ignored.map(theirs)))];

const decided = ({ state, decidedBy, endedAt }: ImportReport) =>
  importWords.decided(state, decidedBy && mention(decidedBy), endedAt && moment(endedAt));
