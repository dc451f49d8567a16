import type { RunFacts, Tally } from '../store/run-reports.ts';
import type { RunReport } from './run-report.ts';

const WINDOW_SECONDS = 30;

/** How far the sending is, how fast it went in the last half minute, and how long it takes at that rate. */
export function progressOf(
  { state, toInvite, elapsed, startedAt }: RunFacts,
  tally: Tally[],
): Pick<RunReport, 'progress'> {
  if (!startedAt || elapsed === null) return {};
  let open = 0;
  let lately = 0;
  for (const { state: row, people, lately: mailed } of tally) {
    if (row === 'queued' || row === 'claimed' || row === 'sending') open += people;
    lately += mailed;
  }
  const progress = { done: toInvite - open, people: toInvite };
  if (state !== 'sending' || lately === 0) return { progress };

  const perSecond = lately / Math.min(WINDOW_SECONDS, Math.max(1, elapsed));
  return { progress: { ...progress, perSecond, secondsLeft: open / perSecond } };
}
