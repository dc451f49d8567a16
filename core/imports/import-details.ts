import { z } from 'zod';
import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { RowState } from '../states.ts';
import { type Needs, transaction } from '../store/db.ts';
import { importReport } from '../store/import-reports.ts';
import { type ListedRow, pageOfRows } from '../store/import-row-pages.ts';
import { holds } from '../store/permissions.ts';
import type { ImportReport } from './import-report.ts';

export type { ListedRow, RowChange } from '../store/import-row-pages.ts';

/** What the rows can be filtered by. */
export const RowFilter = z.enum(['new', 'changed', 'unchanged', 'wrong']) satisfies z.ZodType<RowState>;

export type ImportDetails = {
  report: ImportReport;
  /** Counts from 1; past the end it is empty. */
  page: number;
  pages: number;
  /** Of all pages, as filtered. */
  total: number;
  filter?: RowState;
  rows: ListedRow[];
};

type Wanted = { importId: string; page: number; filter?: RowState };

const PAGE_SIZE = 10;

/** The rows of an import with everything in them, for the asker alone. Org units only for who may see them. */
export function importDetails({ db }: Needs, operator: Operator, wanted: Wanted): Promise<Outcome<ImportDetails>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-imports');
    if (denied) return refuse(denied);

    const report = await importReport(tx, operator.companyId, wanted.importId);
    if (!report) return refuse({ code: 'import-not-found' });

    const { rows, total } = await pageOfRows(tx, operator.companyId, { ...wanted, size: PAGE_SIZE });
    const seesUnits = await holds(tx, operator, 'view-org-units');
    return done({
      report,
      page: wanted.page,
      pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
      total,
      ...(wanted.filter && { filter: wanted.filter }),
      rows: seesUnits ? rows : rows.map(withoutUnit),
    });
  });
}

function withoutUnit({ values, changes, problems, ...row }: ListedRow): ListedRow {
  return {
    ...row,
    values: values.filter(({ column }) => column !== 'org_unit'),
    changes: changes.filter(({ column }) => column !== 'org_unit'),
    problems: problems.map(({ value, ...problem }) => ({
      ...problem,
      ...(value !== undefined && problem.column !== 'org_unit' && { value }),
    })),
  };
}
