import type { CheckedRow } from '../check-row/check-row.ts';
import { Column } from '../columns.ts';

/** Rows column by column, as they cross from the worker and go into the database. Problems are JSON. */
export type RowBatch = {
  lines: number[];
  emailKeys: (string | null)[];
  values: Record<Column, (string | null)[]>;
  problems: string[];
};

export function rowBatch(rows: CheckedRow[]): RowBatch {
  const valuesOf = (column: Column) => rows.map(({ values }) => values.get(column) ?? null);
  const entries = Column.options.map((column) => [column, valuesOf(column)] as const);
  return {
    lines: rows.map(({ line }) => line),
    emailKeys: rows.map(({ emailKey }) => emailKey ?? null),
    values: Object.fromEntries(entries) as RowBatch['values'],
    problems: rows.map(({ problems }) => JSON.stringify(problems)),
  };
}
