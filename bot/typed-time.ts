import { parse } from 'chrono-node';

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

/** The moment at which a clock in this zone shows what one in UTC would show at `wall`. */
function inZone(wall: number, timeZone: string): Date {
  const guess = wall - offsetMinutes(new Date(wall), timeZone) * MINUTE_MS;
  return new Date(wall - offsetMinutes(new Date(guess), timeZone) * MINUTE_MS);
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

/** How far a zone is ahead of UTC at a moment. A zone that nobody knows is UTC. */
function offsetMinutes(at: Date, timeZone: string): number {
  const name = offsetName(at, timeZone);
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}

function offsetName(at: Date, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}
