import type { ImportReport } from '#core/imports/import-report.ts';
import { UNDECIDED_DAYS } from '#core/imports/undecided-days.ts';
import type { ImportState } from '#core/states.ts';
import { buttons } from './buttons.ts';
import { formWords } from './forms.ts';
import { count, plural, rows } from './numbers.ts';
import { asInLine, problems } from './problems.ts';
import { importStates } from './states.ts';

type Found = { file: string; by: string };

const onOff = (on: boolean) => (on ? 'on' : 'off');

/** What the card of an import says. Where a name is asked for, it comes as the platform writes it. */
export const importWords = {
  titles: {
    receiving: importStates.receiving,
    checking: importStates.checking,
    ready: 'Check this list',
    rejected: 'Not imported',
    applied: 'List imported',
    discarded: importStates.discarded,
    undone: 'Import undone',
  } satisfies Record<ImportState, string>,

  refused: (fileName: string) => `Not imported: ${fileName}`,
  nothingWritten: 'Nothing was written.',
  about: (total: number, { file, by }: Found) => `${file}, ${rows(total)}, brought in by ${by}`,

  whatIsWrong: 'What is wrong:',
  problems: (found: ImportReport['problems']) =>
    found.map(({ code, rows }) => `${count(rows)} × ${problems[code].sentence.toLowerCase()}`).join(', '),
  columns: ['Line', 'Column', 'Problem', 'What to do'],
  /** What is wrong, and what helps. */
  wrong: ({ code, of }: ImportReport['wrongRows'][number]) => [
    `${problems[code].sentence}${asInLine(of)}`,
    problems[code].fix,
  ],
  moreWrong: (left: number) => `And ${rows(left)} more: see the details.`,
  /** Where the names may be a person's, there are none to show. */
  ignored: (columns: string[]) =>
    columns.every(Boolean)
      ? `Columns that I do not know and leave out: ${columns.join(', ')}`
      : `I leave out ${plural(columns.length, 'column', 'columns')}. The first line seems to be a person, not a header, ` +
        'so I do not show it: if it is one, put a line with the names of the columns above it and bring the list in again.',

  choices: ({ addNumbers, sendLoginMail }: ImportReport) =>
    [
      `${formWords.addNumbers.label}: ${onOff(addNumbers)}`,
      `${formWords.loginMail.label}: ${onOff(sendLoginMail)}`,
      `Nothing is written until you press ${buttons.apply}.`,
    ].join(' · '),
  /** `by` and `at` where they are known. */
  decided: (state: ImportState, by?: string, at?: string) =>
    [importStates[state], by && ` by ${by}`, by && at && `, ${at}`].filter(Boolean).join(''),
  expired: `Nobody decided about it for ${count(UNDECIDED_DAYS)} days. Nothing was written: bring it in again if it is still wanted.`,
  outcome: (numbersAdded: number) =>
    `${plural(numbersAdded, 'phone number was', 'phone numbers were')} added to the corporate numbers. ` +
    'Would you like to invite these people to link their messaging accounts?',
};
