import { describe, expect, it } from 'vitest';
import { nextFullHour, typedTime } from '#bot/typed-time.ts';

// A Sunday, 22:30 in Berlin and 06:30 on Monday in Tokyo.
const now = new Date('2026-11-22T21:30:00Z');
const berlin = { now, timeZone: 'Europe/Berlin' };
const tokyo = { now, timeZone: 'Asia/Tokyo' };

describe('a time that is typed', () => {
  it.each([
    ['at 09:00 Mon', berlin, '2026-11-23T08:00Z'],
    ['09:00 mon', berlin, '2026-11-23T08:00Z'],
    ['at 2026-11-30 09:00', berlin, '2026-11-30T08:00Z'],
    ['at tomorrow 9am', berlin, '2026-11-23T08:00Z'],
    ['at tomorrow 9am', tokyo, '2026-11-24T00:00Z'],
    ['at 09:00', tokyo, '2026-11-23T00:00Z'],
    ['9am', berlin, '2026-11-23T08:00Z'],
    ['at 23:00', berlin, '2026-11-22T22:00Z'],
    ['in 2 hours', tokyo, '2026-11-22T23:30Z'],
    ['30 Nov 9:30', { now, timeZone: 'Asia/Kolkata' }, '2026-11-30T04:00Z'],
    ['2026-11-30 09:00 UTC', tokyo, '2026-11-30T09:00Z'],
    ['2026-11-30T09:00Z', tokyo, '2026-11-30T09:00Z'],
    // A zone that nobody knows.
    ['at 2026-11-30 09:00', { now, timeZone: 'Mars/Base' }, '2026-11-30T09:00Z'],
  ])('%s is the next such moment where they are', (words, where, at) => {
    expect(typedTime(words, where)).toEqual(new Date(at));
  });

  it('is that of the clock on that day, where the clock is changed before', () => {
    const before = { now: new Date('2026-10-24T12:00:00Z'), timeZone: 'Europe/Berlin' };

    expect(typedTime('at 2026-10-24 20:00', before)).toEqual(new Date('2026-10-24T18:00Z'));
    expect(typedTime('at 2026-10-26 20:00', before)).toEqual(new Date('2026-10-26T19:00Z'));
  });

  it.each([
    'soon',
    'at monday',
    'tomorrow',
    'at 25:00',
    'at 2026-02-30 09:00',
    'at 9:00 to 11:00',
    'at 09:00 Mon or so',
    'at 11/12/2026 9:00',
    'at 11.12.2026 9:00',
    'at 9am and 10am',
    'at',
    '',
  ])('is not guessed from %j', (words) => {
    expect(typedTime(words, berlin)).toBeUndefined();
  });
});

it('offers the next full hour on the clock of who is asked', () => {
  expect(nextFullHour(berlin)).toEqual(new Date('2026-11-22T22:00Z'));
  expect(nextFullHour({ now, timeZone: 'Asia/Kolkata' })).toEqual(new Date('2026-11-22T22:30Z'));
  expect(nextFullHour({ ...berlin, now: new Date('2026-11-22T21:57:00Z') })).toEqual(new Date('2026-11-22T23:00Z'));
});
