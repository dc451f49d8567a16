import { reach } from '../process/crash-point.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { cancelQueued, findRun, lockCompany } from '../store/runs.ts';
import { endShares, type Held } from '../store/senders.ts';
import { endRun } from '../store/sending.ts';
import { tellSummary } from './tell-summary.ts';

/** Ends a run in which nothing is left to do, tells its numbers in its thread, and wakes the company for the next one. */
export async function finishRun(db: Db, held: Held): Promise<boolean> {
  await reach('finish:before');
  const finished = await transaction(db, async (tx) => {
    await lockCompany(tx, held.companyId);
    return finish(tx, held);
  });
  await reach('finish:after');
  return finished;
}

/** The same inside a transaction that has locked the company. False while mails are still on their way. */
export async function finish(tx: Tx, held: Held): Promise<boolean> {
  const { companyId, runId } = held;
  const run = await findRun(tx, companyId, runId);
  if (run?.state === 'cancelling') await cancelQueued(tx, companyId, [runId]);
  const end = await endRun(tx, held);
  if (!run || !end) return false;

  await endShares(tx, held);
  await cardsOutOfDate(tx, { companyId, subjectId: runId });
  await tellSummary(tx, { companyId, runId, threadId: run.threadId });
  await audit(tx, { companyId }, `run-${end.state}`, { subject: 'run', id: runId });
  await later(tx, 'wake-company', { companyId });
  await waitingCardsOutOfDate(tx, companyId);
  return true;
}
