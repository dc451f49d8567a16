import { waitingCardsOutOfDate } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { lockCompany } from '../store/runs.ts';
import { companiesToBegin } from '../store/scheduled-runs.ts';
import { admitDue } from './enter-queue.ts';

/** Asks for somebody to look at its company when the time of this run has come. */
export function ringAt(
  tx: Tx,
  { companyId, runId, at }: { companyId: string; runId: string; at: Date },
): Promise<void> {
  return later(tx, 'begin-scheduled', { companyId, runId, at: at.toISOString() });
}

/** Runs whose time has come wait for their turn, though nobody rang. */
export async function admitDueRuns(db: Db): Promise<void> {
  for (const companyId of await companiesToBegin(db)) {
    await transaction(db, async (tx) => {
      await lockCompany(tx, companyId);
      if (!(await admitDue(tx, companyId))) return;
      await waitingCardsOutOfDate(tx, companyId);
      await later(tx, 'wake-company', { companyId });
    });
  }
}
