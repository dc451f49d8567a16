import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { runTyped } from '../store/subjects.ts';
import { type RunReport, runReport } from './run-report.ts';

/** Where the run stands whose id begins with what was typed, or the latest one. */
export function runStatus({ db }: Needs, operator: Operator, typed: string): Promise<Outcome<RunReport>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    const found = await runTyped(tx, operator.companyId, typed);
    const report = found && (await runReport(tx, operator.companyId, found.id));
    return report ? done(report) : refuse({ code: 'run-not-found' });
  });
}
