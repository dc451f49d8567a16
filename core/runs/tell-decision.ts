import { cardsOutOfDate, openCard } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';

/** A run for which others were asked has come to its end before anything was sent: its cards say so, and who asked is told. */
export async function tellDecision(
  tx: Tx,
  companyId: string,
  { id: subjectId, threadId }: { id: string; threadId: string },
): Promise<void> {
  await cardsOutOfDate(tx, { companyId, subjectId });
  await openCard(tx, { companyId, subjectId }, 'decided', threadId);
}
