type Format = { format: Intl.DateTimeFormat; minute: number; text: string };

const formats = new Map<string, Format>();
// There are fewer zones than this; what people write in a column there may be more of.
const MOST_FORMATS = 1_000;

/** `Tuesday, 24 November 2026 at 10:00 CET`: with its zone, as the reader may be travelling. */
export function dateAndTime(date: Date, locale: string, timeZone = 'UTC'): string {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key) ?? { format: makeFormat(locale, timeZone), minute: Number.NaN, text: '' };
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, known);

  // Thousands of links end in the same minute, and Intl is by far the slowest part of a letter.
  const minute = Math.floor(date.getTime() / 60_000);
  if (minute !== known.minute) Object.assign(known, { minute, text: known.format.format(date) });
  return known.text;
}

function makeFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    // A zone this machine does not know must not keep a letter from leaving.
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}
