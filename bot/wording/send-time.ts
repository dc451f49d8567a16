import type { RunReport } from '#core/runs/run-report.ts';
import { LATEST_DAYS, SOONEST_MINUTES } from '#core/runs/set-time.ts';
import { plural } from './numbers.ts';

/** What is wrong with a time at which a run is to be sent. */
export const unfitTimes = {
  'too-soon': `That is over, or less than ${plural(SOONEST_MINUTES, 'minute', 'minutes')} ahead.`,
  'too-late': `That is more than ${plural(LATEST_DAYS, 'day', 'days')} ahead.`,
} as const;

/** A moment as the platform writes it in the reader's own time zone, and for everybody alike. */
export const andInUtc = (moment: string, at: Date) => `${moment} (${at.toISOString().slice(11, 16)} UTC)`;

export const inUtc = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** When a run is to be sent, from Send later to its time. `at` as the platform writes it. */
export function whenSent({ state, sendAt, approval }: RunReport, at: string): string | undefined {
  if (!sendAt) return undefined;
  if (state === 'scheduled') return `Will be sent ${at}.`;
  if (state !== 'awaiting_approval') return undefined;
  const who = approval && approval.needed > 1 ? 'all have approved' : 'it is approved';
  return `To be sent ${at}, or as soon as ${who} where that is later.`;
}
