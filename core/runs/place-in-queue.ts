import type { Tx } from '../store/db.ts';
import { runsInLine } from '../store/run-queue.ts';
import type { RunFacts } from '../store/run-reports.ts';
import type { RunReport } from './run-report.ts';
import { startsIn } from './starts-in.ts';

/** Where a waiting run stands, whose run is right before it, and when it starts. */
export async function placeInQueue(
  tx: Tx,
  companyId: string,
  { id, state }: RunFacts,
): Promise<Pick<RunReport, 'queue'>> {
  if (state !== 'pending') return {};
  const line = await runsInLine(tx, companyId);
  const place = line.findIndex((run) => run.id === id);
  const before = line[place - 1];
  if (!before) return {};

  const seconds = (await startsIn(tx, companyId, line))[place];
  const { title, requestedBy, state: stateAhead, done, people } = before;
  return {
    queue: {
      position: place + 1,
      ahead: { title, requestedBy, state: stateAhead, done, people },
      ...(seconds !== undefined && { startsIn: seconds }),
    },
  };
}
