import type { ImportReport } from '#core/imports/import-report.ts';
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
  ignored: (columns: string) => `Columns that I do not know and leave out: ${columns}`,

  choices: ({ addNumbers, sendLoginMail }: ImportReport) =>
    [
      `${formWords.addNumbers.label}: ${onOff(addNumbers)}`,
      `${formWords.loginMail.label}: ${onOff(sendLoginMail)}`,
      `Nothing is written until you press ${buttons.apply}.`,
    ].join(' · '),
  /** `by` and `at` where they are known. */
  decided: (state: ImportState, by?: string, at?: string) =>
    [importStates[state], by && ` by ${by}`, by && at && `, ${at}`].filter(Boolean).join(''),
  outcome: (numbersAdded: number) =>
    `${plural(numbersAdded, 'phone number was', 'phone numbers were')} added to the corporate numbers. ` +
    'Would you like to invite these people to link their messaging accounts?',
};
