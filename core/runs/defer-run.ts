import { audit } from '../store/audit.ts';
import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { lockCompany } from '../store/runs.ts';
import { endShares, type Held } from '../store/senders.ts';
import { defer, deferredRunsDue, undefer } from '../store/stops.ts';

/** Puts a run off in which only people are left whose server said "later": the company's next run has its turn meanwhile. */
export function deferRun(db: Db, held: Held): Promise<boolean> {
  const { companyId } = held;
  return transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    if (!(await defer(tx, held))) return false;
    await endShares(tx, held);
    await audit(tx, { companyId }, 'run-deferred', { subject: 'run', id: held.runId });
    await follow(tx, held);
    return true;
  });
}

/** Deferred runs whose time has come wait at the head of their queues again. */
export async function recallDeferredRuns(db: Db): Promise<void> {
  for (const run of await deferredRunsDue(db)) {
    await transaction(db, async (tx) => {
      await lockCompany(tx, run.companyId);
      if (await undefer(tx, run)) await follow(tx, run);
    });
  }
}

async function follow(tx: Tx, { companyId, runId }: Omit<Held, 'fence'>): Promise<void> {
  await cardsOutOfDate(tx, { companyId, subjectId: runId });
  await waitingCardsOutOfDate(tx, companyId);
  await later(tx, 'wake-company', { companyId });
}
