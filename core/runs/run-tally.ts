import type { Reason } from '../reason.ts';
import type { Tally } from '../store/run-reports.ts';
import type { Differing, ReasonCount, Totals } from './run-report.ts';

/** Why people were left out, most frequent first, and how many of those who failed can succeed now. */
export function reasonsOf(tally: Tally[], retryable: ReadonlyMap<Reason, number>): ReasonCount[] {
  return tally.flatMap(({ state, reason, people }) => {
    if (!reason || !['skipped', 'failed', 'bounced'].includes(state)) return [];
    const again = state === 'failed' ? retryable.get(reason) : undefined;
    return [{ outcome: outcomeOf(state), reason, people, ...(again && { retryable: again }) }];
  });
}

export function totalsOf(tally: Tally[]): Totals {
  const inState = (...states: Tally['state'][]) =>
    sum(tally, ({ state, people }) => (states.includes(state) ? people : 0));
  return {
    invited: inState('sent'),
    skipped: inState('skipped'),
    failed: inState('failed', 'bounced'),
    unknown: inState('unknown'),
    cancelled: inState('cancelled'),
  };
}

/**
 * What became of those who changed between the preview and the start. Without a reason: the mail went on, about another
 * number. Nobody of a list that had changed before it was approved was mailed.
 */
export function differingOf(tally: Tally[]): Differing[] {
  return tally.flatMap(({ state, reason, differs }) => {
    if (differs === 0) return [];
    const left = ['skipped', 'failed', 'bounced', 'cancelled'].includes(state);
    return [{ people: differs, ...(left && reason && { outcome: outcomeOf(state), reason }) }];
  });
}

const outcomeOf = (state: Tally['state']): 'skip' | 'fail' => (state === 'skipped' ? 'skip' : 'fail');

export const sum = (tally: Tally[], part: (tally: Tally) => number): number =>
  tally.reduce((total, one) => total + part(one), 0);
