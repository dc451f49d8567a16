import { remindBelow } from '../store/approval-cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { companiesToRemind, takeReminders } from '../store/reminders.ts';
import { lockCompany } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';

/** Asks approvers again of whom nobody has decided, ever more seldom. */
export async function remindApprovers(db: Db): Promise<void> {
  for (const companyId of await companiesToRemind(db)) await remindIn(db, companyId);
}

function remindIn(db: Db, companyId: string): Promise<void> {
  return transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    const { 'approval.reminders': wanted } = await readSettings(tx, companyId);
    const due = await takeReminders(tx, companyId, wanted);
    if (!wanted) return;
    for (const run of due) await remindBelow(tx, { companyId, ...run });
  });
}
