import { cardsFollow, waitingCardsFollow } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import type { Held } from '../store/senders.ts';

/** Lets the cards of a run that is being sent follow its numbers, and those that wait for it. */
export function showProgress(db: Db, { companyId, runId }: Omit<Held, 'fence'>): Promise<void> {
  return transaction(db, async (tx) => {
    await cardsFollow(tx, { companyId, subjectId: runId });
    await waitingCardsFollow(tx, companyId);
  });
}
