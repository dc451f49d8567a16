import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { takePlace } from '../store/runs.ts';

/** A run that is to be sent goes to the end of its company's queue, and the company is woken. */
export async function enterQueue(tx: Tx, companyId: string, runId: string): Promise<void> {
  await takePlace(tx, companyId, runId);
  await later(tx, 'wake-company', { companyId });
  await cardsOutOfDate(tx, { companyId, subjectId: runId });
  await waitingCardsOutOfDate(tx, companyId);
}
