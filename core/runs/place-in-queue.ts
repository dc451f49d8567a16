import type { Tx } from '../store/db.ts';
import { queuedRuns, type RunFacts } from '../store/run-reports.ts';
import type { RunReport } from './run-report.ts';

/** How many runs have to end before this one starts, and the one right before it. */
export async function placeInQueue(
  tx: Tx,
  companyId: string,
  { id, state }: RunFacts,
): Promise<Pick<RunReport, 'queue'>> {
  if (state !== 'pending') return {};
  const runs = await queuedRuns(tx, companyId);
  const position = runs.findIndex((run) => run.id === id);
  const before = runs[position - 1];
  if (!before) return {};

  const { title, requestedBy, done, people } = before;
  return { queue: { position, ahead: { title, requestedBy, done, people } } };
}
