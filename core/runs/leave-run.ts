import { type Db, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { giveBack } from '../store/rest.ts';
import { lockCompany } from '../store/runs.ts';
import { endShare, runOfShare, type Share } from '../store/senders.ts';
import { ringFor } from './ring-for.ts';

/** Ends a sender's work at a run: another one may go on at once, or the company's next run may start. */
export function leaveRun(db: Db, share: Share): Promise<void> {
  return transaction(db, async (tx) => {
    await lockCompany(tx, share.companyId);
    await giveBack(tx, share);
    if (!(await endShare(tx, { ...share, expired: false }))) return;

    const run = await runOfShare(tx, share);
    if (run?.state === 'sending' || run?.state === 'cancelling') await ringFor(tx, share, share.claim);
    else await later(tx, 'wake-company', { companyId: share.companyId });
  });
}
