import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import type { Held } from '../store/senders.ts';

/** Lets the cards of a run that is being sent follow its numbers. */
export function showProgress(db: Db, { companyId, runId }: Omit<Held, 'fence'>): Promise<void> {
  return transaction(db, (tx) => cardsOutOfDate(tx, { companyId, subjectId: runId }));
}
