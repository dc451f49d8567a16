import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type RunReport, runReport } from './run-report.ts';

/** A run as its card shows it, for who may approve runs. */
export function lookAtRun({ db }: Needs, operator: Operator, runId: string): Promise<Outcome<RunReport>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'approve-runs');
    if (denied) return refuse(denied);
    const report = await runReport(tx, operator.companyId, runId);
    return report ? done(report) : refuse({ code: 'run-not-found' });
  });
}
