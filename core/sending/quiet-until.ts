import type { QuietHours } from '../settings/quiet-hours.ts';
import { inZone, offsetMinutes } from '../time-zone.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Where nobody knows the time of day of a person. */
export const ANY_ZONE = 'UTC';

/** When the quiet hours end in which it is now in each time zone; undefined where it is not. A zone is worked out once. */
export function quietUntil({ from, to }: QuietHours, now = new Date()): (timeZone: string | null) => Date | undefined {
  const known = new Map<string, Date | undefined>();

  function endIn(timeZone: string): Date | undefined {
    const shown = Math.floor(now.getTime() / MINUTE_MS) + offsetMinutes(now, timeZone);
    const minute = shown % DAY_MINUTES;
    const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
    if (!isQuiet) return undefined;
    const ahead = (to - minute + DAY_MINUTES) % DAY_MINUTES;
    return inZone((shown + ahead) * MINUTE_MS, timeZone);
  }

  return (timeZone) => {
    const zone = timeZone ?? ANY_ZONE;
    if (!known.has(zone)) known.set(zone, endIn(zone));
    return known.get(zone);
  };
}
