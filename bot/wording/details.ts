import type { ListedRow } from '#core/imports/import-details.ts';
import type { Reason } from '#core/reason.ts';
import { asInLine, problems } from './problems.ts';
import { reasons } from './reasons.ts';

type Problem = ListedRow['problems'][number];

/** What the details of an import or a run say, row by row. What stands in a cell comes as the platform writes it. */
export const detailsWords = {
  title: 'Details',
  noRows: 'There are no rows on this page.',
  nobody: 'There is nobody on this page.',
  line: (line: number) => `Line ${line}`,
  somebody: 'Somebody',
  /** What is wrong, and what helps. */
  problem({ code, column, of }: Problem, value: string | undefined): [string, string] {
    const where = column ? `${column}: ` : '';
    const what = value ? ` (“${value}”)` : '';
    return [`${where}${problems[code].sentence}${what}${asInLine(of)}.`, problems[code].fix];
  },
  change: (column: string, from: string | undefined, to: string) =>
    `${column}: ${from === undefined ? 'nothing' : `“${from}”`} becomes “${to}”`,
  reason: (reason: Reason) => `${reasons[reason].sentence} (${reason})`,
  differs: 'differs from the preview',
};
