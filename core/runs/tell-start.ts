import { openCard } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { threadOfLongWait } from '../store/run-queue.ts';

/** Whoever asked for a run and had to wait for its turn is called when it comes. Who saw it start need not be told. */
export async function tellStart(tx: Tx, companyId: string, runId: string): Promise<void> {
  const threadId = await threadOfLongWait(tx, companyId, runId);
  if (threadId) await openCard(tx, { companyId, subjectId: runId }, 'started', threadId);
}
