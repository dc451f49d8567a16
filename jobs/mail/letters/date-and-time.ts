const formats = new Map<string, Intl.DateTimeFormat>();

/** `Tuesday 24 November 2026 at 10:00 CET`: with its zone, as the reader may be travelling. */
export function dateAndTime(date: Date, locale: string, timeZone = 'UTC'): string {
  const key = `${locale} ${timeZone}`;
  const format = formats.get(key) ?? makeFormat(locale, timeZone);
  formats.set(key, format);
  return format.format(date);
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
