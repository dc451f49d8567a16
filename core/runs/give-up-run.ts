import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { cancelQueued, lockCompany } from '../store/runs.ts';
import { type Idle, startGivingUp } from '../store/sending.ts';

/** Stops a run that gets nowhere, so that the next one has its turn. Its holder ends it, as one that somebody cancels. */
export function giveUpRun(db: Db, idle: Idle): Promise<void> {
  const { companyId, runId } = idle;
  return transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    if (!(await startGivingUp(tx, idle))) return;

    await cancelQueued(tx, companyId, [runId]);
    await audit(tx, { companyId }, 'run-given-up', { subject: 'run', id: runId });
    await cardsOutOfDate(tx, { companyId, subjectId: runId });
  });
}
