const grouped = new Intl.NumberFormat('en');

/** 12,345 */
export function count(number: number): string {
  return grouped.format(number);
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** 2nd, 13th */
export const ordinal = (number: number) => `${count(number)}${endings[ordinals.select(number)] ?? 'th'}`;

/** "1 person", "12 people" */
export function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export const people = (number: number) => plural(number, 'person', 'people');
export const rows = (number: number) => plural(number, 'row', 'rows');

/** What a list leaves out. */
export const more = (left: number) => `And ${count(left)} more.`;

/** "13 per second", or "10 per minute" where that says more. */
export function pace(perSecond: number): string {
  return perSecond < 2
    ? `${count(Math.max(1, Math.round(perSecond * 60)))} per minute`
    : `${count(Math.round(perSecond))} per second`;
}

/** "45 s", "4 min", "1 h 12 min": as exact as a person wants to know. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}
