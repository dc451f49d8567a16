import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import type { Held } from '../store/leases.ts';
import { noteTrouble } from '../store/sending.ts';
import type { RunCause } from './cause.ts';

type Progress = { moved: boolean; trouble: RunCause | undefined };

/** Lets the cards of a run that is being sent follow its numbers, and say what it has trouble with. */
export function showProgress(db: Db, held: Held, { moved, trouble }: Progress): Promise<void> {
  return transaction(db, async (tx) => {
    const news = await noteTrouble(tx, held, trouble);
    if (moved || news) await cardsOutOfDate(tx, { companyId: held.companyId, subjectId: held.runId });
  });
}
