import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { companiesToExpire, expireRuns, lockCompany } from '../store/runs.ts';
import { tellDecision } from './tell-decision.ts';

/** Drafts and approvals that nobody decided in time end by themselves, so that no old button starts anything. */
export async function expireDrafts(db: Db): Promise<void> {
  for (const companyId of await companiesToExpire(db)) await expireIn(db, companyId);
}

function expireIn(db: Db, companyId: string): Promise<void> {
  return transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    for (const { asked, ...run } of await expireRuns(tx, companyId)) {
      await audit(tx, { companyId }, 'run-expired', { subject: 'run', id: run.id });
      if (asked) await tellDecision(tx, companyId, run);
      else await cardsOutOfDate(tx, { companyId, subjectId: run.id });
    }
  });
}
