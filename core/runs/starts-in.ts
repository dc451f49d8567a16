import type { Tx } from '../store/db.ts';
import { type QueuedRun, usualPace } from '../store/run-queue.ts';
import { paceOf, WINDOW_SECONDS } from './pace.ts';

/** Seconds until each run of the line starts, in its order. Undefined rather than wrong: where nobody knows the pace. */
export async function startsIn(tx: Tx, companyId: string, line: QueuedRun[]): Promise<(number | undefined)[]> {
  const pace = await paceOfLine(tx, companyId, line[0]);
  let ahead = 0;
  return line.map((run) => {
    const people = ahead;
    ahead += stillToMail(run);
    return pace === undefined ? undefined : people / pace;
  });
}

/** What is being sent tells best how fast it goes; until it has told anything, the last runs do. */
async function paceOfLine(tx: Tx, companyId: string, first: QueuedRun | undefined): Promise<number | undefined> {
  if (!first || first.state === 'pending') return usualPace(tx, companyId);
  if (first.cause !== null) return undefined;
  const hasJustBegun = first.elapsed !== null && first.elapsed < WINDOW_SECONDS;
  return paceOf(first) ?? (hasJustBegun ? usualPace(tx, companyId) : undefined);
}

/** Nobody waits for those whom a mail server has put off: meanwhile the line moves on. */
function stillToMail({ state, people, done, putOff, tryFirst }: QueuedRun): number {
  return state === 'cancelling' ? 0 : Math.max(0, (tryFirst ?? people) - done - putOff);
}
