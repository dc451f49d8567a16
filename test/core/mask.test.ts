import { expect, it } from 'vitest';
import { maskPeopleIn } from '#core/mask.ts';

it.each([
  ['ida@acme.test', 'i•••@acme.test'],
  ['ida@acme.test.csv, 22 Nov 2026', 'i•••@acme.test.csv, 22 Nov 2026'],
  ['mail <ida@acme.test>, then jon@acme.test', 'mail <i•••@acme.test>, then j•••@acme.test'],
  ['ida＠acme.test', 'i•••@acme.test'],
  ['+447400100001.csv', '+44•••••0001.csv'],
  ['staff 07400 100001.csv', 'staff +07•••••0001.csv'],
  ['staff_07400_100-001', 'staff_+07•••••0001'],
  ['(020) 7946 0018', '(+02•••••0018'],
  ['٠٧٤٠٠١٠٠٠٠١', '•••••'],
  ['+20 12 1212 3456', '+20•••••3456'],
  ['20121212345.csv', '+20•••••2345.csv'],
])('shows of %s no more than %s', (words, shown) => {
  expect(maskPeopleIn(words)).toBe(shown);
});

it.each([
  'staff.csv, 22 Nov 2026',
  'staff 2026-11-22.csv',
  'staff-20261122.csv',
  'staff_22.11.2026_v2.csv',
  'Markets / Equities and below, part 3 of 12, again',
  'list 123456.csv',
  'mail-server-login',
  '',
])('leaves %s as it is', (words) => {
  expect(maskPeopleIn(words)).toBe(words);
});
