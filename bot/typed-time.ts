import { parse } from 'chrono-node';
import { inZone, offsetMinutes } from '#core/time-zone.ts';

/** How somebody says when a run is to be sent. */
export const timeExamples = ['at 09:00 Mon', 'at 2026-11-30 09:00', 'at tomorrow 9am', 'in 2 hours'];

type Where = { now: Date; timeZone: string };

/**
 * The moment that somebody means who writes in this time zone, the next one where several fit. Undefined where not every word of
 * it is understood, where no time of day is said, or where the day could be meant in two ways (11/12/2026).
 */
export function typedTime(words: string, where: Where): Date | undefined {
  if (/\d[/.]\d{1,2}([/.]|\b)/.test(words)) return undefined;
  // Some ways to say it are understood with "at" before them only, others only without.
  const bare = words.trim().replace(/^at\s+/i, '');
  return read(bare, where) ?? read(`at ${bare}`, where);
}

function read(words: string, { now, timeZone }: Where): Date | undefined {
  const reference = { instant: now, timezone: offsetMinutes(now, timeZone) };
  const [found, another] = parse(words, reference, { forwardDate: true });
  if (!found || another || found.text !== words || found.end || !found.start.isCertain('hour')) return undefined;
  const { start } = found;
  if (start.isCertain('timezoneOffset')) return start.date();
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0;
  // The offset may be another one on that day.
  return inZone(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')), timeZone);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

// Whoever looks at a form needs a moment.
const LOOK_MS = 5 * MINUTE_MS;

/** The next full hour on a clock in this zone. */
export function nextFullHour({ now, timeZone }: Where): Date {
  const offset = offsetMinutes(now, timeZone) * MINUTE_MS;
  const shown = now.getTime() + LOOK_MS + offset;
  return new Date(Math.ceil(shown / HOUR_MS) * HOUR_MS - offset);
}
