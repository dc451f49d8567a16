import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { lookAgain } from '../store/cards.ts';
import { type Needs, transaction } from '../store/db.ts';
import { holds } from '../store/permissions.ts';
import { rowsByState, runRows } from '../store/run-rows.ts';
import { findRun } from '../store/runs.ts';
import { type LogRow, logRow } from './log-row.ts';
import { countsOf, type RowStatus, statesOf } from './row-status.ts';
import { type DifferingRow, whoDiffers } from './who-differs.ts';

export type { LogRow } from './log-row.ts';

export type RunDetails = {
  runId: string;
  title: string;
  isRehearsal: boolean;
  page: number;
  pages: number;
  filter?: RowStatus;
  /** How many there are on all pages. */
  total: number;
  /** How many have each status that anybody has, in the order of `RowStatus`. */
  counts: { status: RowStatus; rows: number }[];
  rows: LogRow[];
  /** On the first page: the first of those who changed between the preview and the start, and how many they are. */
  differing?: { people: number; rows: DifferingRow[] };
};

type Asked = { runId: string; page: number; filter?: RowStatus };

const PAGE = 10;

/** One page of a run, person by person. A page that is not there is the last one. */
export async function runDetails({ db }: Needs, operator: Operator, asked: Asked): Promise<Outcome<RunDetails>> {
  const { companyId } = operator;
  const { runId, filter } = asked;
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    const run = await findRun(tx, companyId, runId);
    if (!run) return refuse({ code: 'run-not-found' });

    const states = statesOf(filter);
    const counts = countsOf(await rowsByState(tx, companyId, runId));
    const total = counts.reduce((sum, { status, rows }) => sum + (!filter || status === filter ? rows : 0), 0);
    const pages = Math.max(1, Math.ceil(total / PAGE));
    const page = Math.min(Math.max(1, asked.page), pages);
    const rows = await runRows(tx, { companyId, runId, states, after: 0, most: PAGE, skip: (page - 1) * PAGE });
    if (page === 1) await lookAgain(tx, { companyId, subjectId: runId });
    const { title } = run;
    const seesUnits = await holds(tx, operator, 'view-org-units');
    const differing = page === 1 && !filter ? await whoDiffers(tx, companyId, runId) : undefined;
    return done({
      isRehearsal: run.rehearsal !== null,
      ...{ runId, title, page, pages, total, counts, rows: rows.map((row) => logRow(run, row, seesUnits)) },
      ...(filter && { filter }),
      ...(differing && { differing }),
    });
  });
}
