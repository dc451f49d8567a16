import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Db, type Needs, transaction } from '../store/db.ts';
import { holds } from '../store/permissions.ts';
import { runRows } from '../store/run-rows.ts';
import { findRun, type StandingRun } from '../store/runs.ts';
import { type LogRow, logRow } from './log-row.ts';

export type { LogRow } from './log-row.ts';

/** The whole log of a run, read piece by piece so that a long one needs no more memory than a short one. Who took it is noted. */
export async function runLog(
  { db }: Needs,
  operator: Operator,
  runId: string,
): Promise<Outcome<AsyncIterable<LogRow>>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    const run = await findRun(tx, operator.companyId, runId);
    if (!run) return refuse({ code: 'run-not-found' });

    await audit(tx, operator, 'run-log-taken', { subject: 'run', id: runId }, { people: run.people });
    const seesUnits = await holds(tx, operator, 'view-org-units');
    return done(readLog(db, operator.companyId, { ...run, seesUnits }));
  });
}

const PIECE = 1_000;

async function* readLog(
  db: Db,
  companyId: string,
  run: Pick<StandingRun, 'id' | 'channel' | 'rehearsal'> & { seesUnits: boolean },
): AsyncGenerator<LogRow> {
  for (let after = 0; ; ) {
    const rows = await runRows(db, { companyId, runId: run.id, states: [], after, most: PIECE });
    yield* rows.map((row) => logRow(run, row, run.seesUnits));
    const last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
    after = last.position;
  }
}
