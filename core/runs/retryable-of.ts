import type { Reason } from '../reason.ts';
import type { Tx } from '../store/db.ts';
import { retryableByReason } from '../store/run-lists.ts';
import type { RunFacts, Tally } from '../store/run-reports.ts';

/** Only a run that is over can be tried again, and only those whose cause is gone by now. How many, by why they failed. */
export async function retryableOf(
  tx: Tx,
  companyId: string,
  { id, state, channel }: RunFacts,
  tally: Tally[],
): Promise<ReadonlyMap<Reason, number>> {
  const over = state === 'completed' || state === 'cancelled' || state === 'aborted';
  if (!over || !tally.some((one) => one.state === 'failed')) return new Map();
  const found = await retryableByReason(tx, { companyId, channel }, id);
  return new Map(found.map(({ reason, people }) => [reason, people]));
}
