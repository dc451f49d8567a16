import type { Column } from '../imports/columns.ts';
import type { RowProblem } from '../imports/problem.ts';
import type { RowState } from '../states.ts';
import type { Tx } from './db.ts';

export type RowChange = { column: Column; from: string | null; to: string };

/** A row with everything that stands in it: for permitted people only. */
export type ListedRow = {
  line: number;
  state: RowState;
  values: { column: Column; value: string }[];
  problems: RowProblem[];
  changes: RowChange[];
  /** Nothing tells who it was any more. */
  isErased?: boolean;
};

export type RowPage = { rows: ListedRow[]; total: number };

type Wanted = { importId: string; page: number; size: number; filter?: RowState };

/** Judged rows by line. Pages count from 1. */
export async function pageOfRows(
  tx: Tx,
  companyId: string,
  { importId, page, size, filter }: Wanted,
): Promise<RowPage> {
  const state = filter ?? null;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM import_row
     WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state IS NOT NULL
       AND (${state}::text IS NULL OR state::text = ${state})`;
  const rows = await tx.$queryRaw<ListedRow[]>`
    SELECT line, state, problems, changes, erased_at IS NOT NULL AS "isErased",
           (SELECT coalesce(json_agg(json_build_object('column', cell, 'value', value)), '[]') FROM (VALUES
             ('username', username), ('email', email), ('first_name', first_name), ('last_name', last_name),
             ('mobile_phone', phone), ('org_unit', org_unit), ('role', role), ('language', language),
             ('country', country), ('time_zone', time_zone), ('department', department), ('job_title', job_title))
             AS cells (cell, value) WHERE value IS NOT NULL) AS values
      FROM import_row
     WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state IS NOT NULL
       AND (${state}::text IS NULL OR state::text = ${state})
     ORDER BY line LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return { rows, total: counted?.total ?? 0 };
}
