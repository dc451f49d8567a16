import type { ListedRow } from '#core/imports/import-details.ts';
import type { Reason } from '#core/reason.ts';
import type { DifferingRow } from '#core/runs/who-differs.ts';
import { count } from './numbers.ts';
import { asInLine, problems } from './problems.ts';
import { reasons } from './reasons.ts';

type Problem = ListedRow['problems'][number];

/** What the details of an import or a run say, row by row. What stands in a cell comes as the platform writes it. */
export const detailsWords = {
  title: 'Details',
  /** What a menu offers to show. */
  everything: (rows: number) => `All (${count(rows)})`,
  some: (name: string, rows: number) => `${name} (${count(rows)})`,
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
  reason: (reason: Reason): string => `${reasons[reason].sentence} (${reason})`,
  /** What helps somebody who failed. */
  fix: (reason: Reason) => reasons[reason].fix,
  differs: 'differs from the preview',
  /** Whom the preview did not show as they came out. */
  differing: (all: number, shown: number) =>
    all > shown
      ? `Differ from the preview (${count(all)}; here the first ${count(shown)}, the log has all):`
      : `Differ from the preview (${count(all)}):`,
  differingRow: ({ row, reason }: DifferingRow, who: string) =>
    `Row ${count(row)}, ${who}: ${reason ? detailsWords.reason(reason) : 'invited, at another number now'}`,
};
