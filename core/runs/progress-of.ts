import type { RunFacts, Tally } from '../store/run-reports.ts';
import { paceOf } from './pace.ts';
import type { RunReport } from './run-report.ts';

/** How far the sending is, how fast it went in the last half minute, and how long it takes at that rate. */
export function progressOf(
  { state, toInvite, startedAt, tryFirst }: RunFacts,
  tally: Tally[],
): Pick<RunReport, 'progress'> {
  if (!startedAt) return {};
  let open = 0;
  let putOff = 0;
  let dueAt: Date | null = null;
  let perSecond: number | undefined;
  for (const found of tally) {
    if (found.state === 'sent') perSecond = paceOf(found);
    if (found.state === 'queued' || found.state === 'claimed' || found.state === 'sending') open += found.people;
    putOff += found.putOff;
    if (found.dueAt && (!dueAt || found.dueAt < dueAt)) dueAt = found.dueAt;
  }
  return {
    progress: {
      ...{ done: toInvite - open, people: toInvite, putOff },
      ...(dueAt && { dueAt }),
      ...(state === 'sending' && perSecond !== undefined && { perSecond }),
      // One that is tried stops long before.
      ...(state === 'sending' && perSecond !== undefined && tryFirst === null && { secondsLeft: open / perSecond }),
    },
  };
}
