import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { expireRuns } from '../store/runs.ts';

/** Drafts and approvals that nobody decided in time end by themselves, so that no old button starts anything. */
export function expireDrafts(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    for (const { id, companyId } of await expireRuns(tx)) {
      await audit(tx, { companyId }, 'run-expired', { subject: 'run', id });
      await cardsOutOfDate(tx, { companyId, subjectId: id });
    }
  });
}
