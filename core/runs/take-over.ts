import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { type Orphan, takeFromOrphan } from '../store/leases.ts';
import { later } from '../store/outbox.ts';
import { clearUp } from '../store/rest.ts';
import { lockCompany } from '../store/runs.ts';
import { finish } from './finish-run.ts';

/**
 * Takes a run from a holder whose lease has run out. Who was only claimed is mailed by the next holder; those whose
 * mail may have left become unknown and are never mailed again by themselves. False when the holder came back in time.
 */
export function takeOver(db: Db, orphan: Orphan): Promise<boolean> {
  const { companyId, runId } = orphan;
  return transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    const held = await takeFromOrphan(tx, orphan);
    if (!held) return false;

    await clearUp(tx, orphan);
    await audit(tx, { companyId }, 'run-taken-over', { subject: 'run', id: runId });
    await cardsOutOfDate(tx, { companyId, subjectId: runId });
    if (await finish(tx, held)) return true;
    await later(tx, 'send-invitations', { companyId, runId, fence: String(held.fence) });
    return true;
  });
}
