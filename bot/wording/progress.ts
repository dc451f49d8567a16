import type { By, Progress } from '#core/directory/progress-by.ts';
import { count, duration, plural } from './numbers.ts';
import { linkStates } from './states.ts';

type Row = Progress['rows'][number];

const what: Record<By, string> = { unit: 'by org unit', day: 'by the day of the invitation' };

// Beside its weekday a day is found without counting.
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayOf = (key: string) => day.format(new Date(key)).replace(',', '');

/** How far people have come, unit by unit or day by day. */
export const progressWords = {
  sentence({ by, total }: Progress): string {
    const { invited, opened, linked } = total;
    if (invited === 0) return by === 'day' ? 'Nobody was invited in the last 14 days.' : 'Nobody was invited yet.';
    return `How far people have come, ${what[by]}: ${count(invited)} invited, ${count(opened)} opened, ${count(linked)} linked.`;
  },
  columns: (by: By): string[] => [
    by === 'unit' ? 'Org unit' : 'Day',
    linkStates.invited,
    linkStates.opened,
    linkStates.linked,
    'Median time to link',
  ],
  all: 'All',
  key: (by: By, { key }: Row) => (key === undefined ? 'No org unit' : by === 'day' ? dayOf(key) : key),
  numbers: ({ invited, opened }: Omit<Row, 'key'>): string[] => [count(invited), count(opened)],
  linked: ({ linked, invited }: Omit<Row, 'key'>, bar: string) =>
    invited === 0 ? count(linked) : `${count(linked)} (${Math.round((linked / invited) * 100)} %) ${bar}`,
  median: ({ seconds }: Omit<Row, 'key'>) => (seconds === undefined ? '' : duration(seconds)),
  left: (left: number) => `And ${plural(left, 'unit', 'units')} more, with fewer people.`,
  about: (by: By) =>
    by === 'unit'
      ? 'Everybody in the directory who was ever invited, in their own unit. The time runs from the last invitation; “export” has the same people one by one.'
      : 'Everybody in the directory on the day of their last invitation (UTC), and how far they are by now. The time runs from that invitation.',
};
