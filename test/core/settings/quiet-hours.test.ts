import { expect, it } from 'vitest';
import { quietUntil } from '#core/sending/quiet-until.ts';
import { settings } from '#core/settings/settings.ts';

const { value } = settings['quiet-hours'];

function ends(words: string, at: string, timeZone: string | null): Date | undefined {
  const hours = value.parse(words);
  return hours && quietUntil(hours, new Date(at))(timeZone);
}

it.each([
  ['20:00-08:00', '2026-11-22T19:59:59Z', 'UTC', undefined],
  ['20:00-08:00', '2026-11-22T20:00:00Z', 'UTC', '2026-11-23T08:00Z'],
  ['20:00-08:00', '2026-11-23T07:59:59Z', 'UTC', '2026-11-23T08:00Z'],
  ['20:00-08:00', '2026-11-23T08:00:00Z', 'UTC', undefined],
  ['20:00 – 08:00', '2026-11-22T20:30:00Z', 'Asia/Tokyo', '2026-11-22T23:00Z'],
  ['20:00-08:00', '2026-11-22T20:30:00Z', 'America/New_York', undefined],
  ['20:00-08:00', '2026-11-22T20:30:00Z', 'Asia/Kolkata', '2026-11-23T02:30Z'],
  ['12:00-13:30', '2026-11-22T12:15:00Z', 'UTC', '2026-11-22T13:30Z'],
  ['12:00-13:30', '2026-11-22T11:15:00Z', 'Europe/Berlin', '2026-11-22T12:30Z'],
  // Nobody knows the zone, or there is none of that name: UTC.
  ['20:00-08:00', '2026-11-22T20:30:00Z', null, '2026-11-23T08:00Z'],
  ['20:00-08:00', '2026-11-22T20:30:00Z', 'Mars/Base', '2026-11-23T08:00Z'],
  // The clock is changed during the night.
  ['20:00-08:00', '2026-10-24T21:00:00Z', 'Europe/Berlin', '2026-10-25T07:00Z'],
  ['20:00-08:00', '2026-03-28T21:00:00Z', 'Europe/Berlin', '2026-03-29T06:00Z'],
  ['off', '2026-11-22T23:00:00Z', 'UTC', undefined],
])('%s at %s in %s ends %s', (words, at, timeZone, end) => {
  expect(ends(words, at, timeZone)).toEqual(end && new Date(end));
});

it.each(['20:00', '20-08', '24:00-08:00', '20:00-20:00', '20:60-08:00', 'on', ''])('%j is refused', (words) => {
  expect(value.safeParse(words).success).toBe(false);
});
