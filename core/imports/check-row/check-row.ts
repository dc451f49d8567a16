import type { z } from 'zod';
import { emailKey } from '../../email-address.ts';
import type { Column } from '../columns.ts';
import { ProblemCode, type RowProblem } from '../problem.ts';
import type { CsvRecord } from '../read-file/records.ts';
import { isSample } from '../sample-people.ts';
import { cellsOf } from './cells.ts';
import { Country } from './codes.ts';

export type CheckedRow = {
  line: number;
  /** What to compare people by. Undefined where the row is nobody's. */
  emailKey?: string;
  /** Cells that are right, in the form in which they are kept. Empty ones say nothing. */
  values: Map<Column, string>;
  /** Everything that is wrong with the row, as far as the row alone tells. */
  problems: RowProblem[];
};

type Cells = ReturnType<typeof cellsOf>;

const LONGEST_VALUE = 200;
// More than the deepest path of org units with the longest names. What is longer is not worth reading: what normalises
// text and domains takes the square of their length.
const LONGEST_CELL = 1_000;

/** Checks rows of one file. `country` is the company's, for phone numbers without +. */
export function rowChecker(columns: (Column | undefined)[], country: string | undefined) {
  const byCountry = new Map<string | undefined, Cells>();
  const cellsIn = (place: string | undefined): Cells => {
    const cells = byCountry.get(place) ?? cellsOf(place);
    byCountry.set(place, cells);
    return cells;
  };

  return (record: CsvRecord): CheckedRow => {
    const written = named(columns, record.cells);
    const email = written.get('email');
    if (email && isSample(email)) return sampleRow(record.line, email);

    const home = Country.safeParse(written.get('country')?.slice(0, LONGEST_CELL) ?? '').data ?? country;
    return checkRow(record, written, { cells: cellsIn(home), width: columns.length });
  };
}

function named(columns: (Column | undefined)[], cells: string[]): Map<Column, string> {
  const written = new Map<Column, string>();
  columns.forEach((column, index) => {
    const cell = cells[index];
    if (column && cell && cell.trim() !== '') written.set(column, cell);
  });
  return written;
}

function sampleRow(line: number, email: string): CheckedRow {
  return { line, values: new Map([['email', email.trim()]]), problems: [{ code: 'SAMPLE_ROW', column: 'email' }] };
}

function checkRow(
  record: CsvRecord,
  written: Map<Column, string>,
  { cells, width }: { cells: Cells; width: number },
): CheckedRow {
  const values = new Map<Column, string>();
  const problems: RowProblem[] = [];

  if (record.cells.slice(width).some((cell) => cell.trim() !== '')) problems.push({ code: 'TOO_MANY_CELLS' });
  if (!written.has('email')) problems.push({ code: 'EMAIL_MISSING', column: 'email' });
  for (const [column, cell] of written) {
    if (cell.length > LONGEST_CELL) {
      problems.push({ code: 'TEXT_TOO_LONG', column, value: shown(cell) });
      continue;
    }
    const { data, error } = cells[column].safeParse(cell);
    if (error) problems.push({ code: codeOf(error), column, value: shown(cell) });
    else if (data) values.set(column, data);
  }

  const email = values.get('email');
  return { line: record.line, ...(email && { emailKey: emailKey(email) }), values, problems };
}

function codeOf(error: z.ZodError): ProblemCode {
  return ProblemCode.parse(error.issues[0]?.message);
}

/** What stood there, short and without characters that would act where it is shown. */
function shown(cell: string): string {
  const half = /[\uD800-\uDBFF]$/; // of a character that the cut went through: PostgreSQL refuses it
  return cell
    .slice(0, LONGEST_VALUE)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')
    .replace(half, '');
}
