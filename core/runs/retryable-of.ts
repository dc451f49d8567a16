import type { Tx } from '../store/db.ts';
import { countRetryable } from '../store/run-lists.ts';
import type { RunFacts, Tally } from '../store/run-reports.ts';

/** Only a run that is over can be tried again, and only for causes that are gone by now. */
export async function retryableOf(
  tx: Tx,
  companyId: string,
  { id, state, channel }: RunFacts,
  tally: Tally[],
): Promise<number> {
  const over = state === 'completed' || state === 'cancelled' || state === 'aborted';
  if (!over || !tally.some((one) => one.state === 'failed')) return 0;
  return countRetryable(tx, { companyId, channel }, id);
}
