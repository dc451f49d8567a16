const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A run is sent at once, or between one and the other from now. */
export const SOONEST_MINUTES = 1;
export const LATEST_DAYS = 30;

/** What is wrong with a time at which a run is to be sent. */
export function whyNotAt(at: Date, now = new Date()): 'too-soon' | 'too-late' | undefined {
  const ahead = at.getTime() - now.getTime();
  if (ahead < SOONEST_MINUTES * MINUTE_MS) return 'too-soon';
  return ahead > LATEST_DAYS * DAY_MS ? 'too-late' : undefined;
}
