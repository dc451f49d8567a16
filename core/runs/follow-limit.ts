import { cardsOutOfDate } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { judgeDrafts } from '../store/drafts.ts';

/** The limit of people per run has changed: drafts that were too long may be sent now, and others have become too long. */
export async function followLimit(tx: Tx, companyId: string, limit: number): Promise<void> {
  for (const { id } of await judgeDrafts(tx, companyId, limit)) await cardsOutOfDate(tx, { companyId, subjectId: id });
}
