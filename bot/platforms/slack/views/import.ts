import type { Button, KnownBlock } from '@slack/types';
import type { ImportReport } from '#core/imports/import-report.ts';
import type { ReplyOf } from '../../../reply.ts';
import { buttons, count, labels, problems, rejectionSentence, rows, sentence } from '../../../wording.ts';
import { actions, button, escaped, facts, heading, mention, moment, note, table, text } from '../kit.ts';

export function importCard(reply: ReplyOf<'import'>): KnownBlock[] {
  const { report } = reply;
  if (report.state === 'rejected') {
    return [
      heading(`Not imported: ${report.fileName}`),
      text(escaped(rejectionSentence(report.rejection ?? { code: 'FILE_NOT_READABLE' }))),
      note('Nothing was written.'),
    ];
  }
  if (report.state === 'receiving' || report.state === 'checking') return [text(escaped(sentence(reply)))];
  if (report.state === 'discarded') return [text(escaped(sentence(reply))), decided(report)];
  return [
    heading(titles[report.state]),
    about(report),
    counts(report),
    ...wrongRows(report),
    ...ignored(report),
    ...next(report),
  ];
}

const titles = { ready: 'Check this list', applied: 'List imported', undone: 'Import undone' } as const;

const about = (report: ImportReport) =>
  text(`*${escaped(report.fileName)}*, ${rows(report.counts.total)}, brought in by ${escaped(report.requestedBy)}`);

const counts = ({ counts }: ImportReport) =>
  facts({
    [labels.new]: counts.new,
    [labels.changed]: counts.changed,
    [labels.unchanged]: counts.unchanged,
    [labels.wrong]: counts.wrong,
  });

/** Lines, columns and codes; what stood in the cells is for the details. */
function wrongRows({ wrongRows, counts, problems: found }: ImportReport): KnownBlock[] {
  if (wrongRows.length === 0) return [];
  const lines = wrongRows.map(({ line, code, column, of }) => [
    String(line),
    column ?? '',
    of === undefined ? problems[code].sentence : `${problems[code].sentence} (as in line ${of})`,
    problems[code].fix,
  ]);
  const more = counts.wrong - wrongRows.length;
  return [
    text(
      `*What is wrong:* ${found.map(({ code, rows }) => `${count(rows)} × ${problems[code].sentence.toLowerCase()}`).join(', ')}`,
    ),
    table(['Line', 'Column', 'Problem', 'What to do'], lines),
    ...(more > 0 ? [note(`And ${rows(more)} more: see the details.`)] : []),
  ];
}

function ignored({ ignored }: ImportReport): KnownBlock[] {
  if (ignored.length === 0) return [];
  return [note(`Columns that I do not know and leave out: ${ignored.map(escaped).join(', ')}`)];
}

function next(report: ImportReport): KnownBlock[] {
  const details = button('details', buttons.details, report);
  if (report.state === 'applied') return [outcome(report), ...actions([...inviteButton(report), details])];
  if (report.state !== 'ready') return [decided(report), ...actions([details])];

  const usable = report.counts.total - report.counts.wrong;
  const applied = button('apply', buttons.apply, report, { style: 'primary' });
  return [
    choices(report),
    ...actions([...(usable > 0 ? [applied] : []), button('discard', buttons.discard, report), details]),
  ];
}

const choices = ({ addNumbers, sendLoginMail }: ImportReport) =>
  note(
    `Add to corporate numbers: ${addNumbers ? 'on' : 'off'} · Send new people the login mail: ${sendLoginMail ? 'on' : 'off'} ` +
      '· Nothing is written until you press Import.',
  );

const inviteButton = (report: ImportReport): Button[] => [
  button('invite', buttons.invite, report, { style: 'primary' }),
];

const outcome = (report: ImportReport) =>
  text(
    `Imported${by(report)}. ${count(report.numbersAdded)} phone numbers were added to the corporate numbers. ` +
      'Would you like to invite these people to link their messaging accounts?',
  );

const decided = (report: ImportReport) => note(`${report.state === 'discarded' ? 'Dropped' : 'Undone'}${by(report)}`);

const by = ({ decidedBy, endedAt }: ImportReport) =>
  decidedBy ? ` by ${mention(decidedBy)}${endedAt ? `, ${moment(endedAt)}` : ''}` : '';
