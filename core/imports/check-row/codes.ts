import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { refuseCell } from './text.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** BCP 47, written as it is usual: `pt-BR`. */
export const Language = z.string().transform((written, context) => {
  const tag = written.trim().replaceAll('_', '-');
  return canonicalLanguage(tag) ?? refuseCell(context, 'LANGUAGE_INVALID');
});

/** ISO 3166-1 alpha-2, of the countries that have phone numbers. */
export const Country = z.string().transform((written, context) => {
  const code = written.trim().toUpperCase();
  return isSupportedCountry(code) ? code : refuseCell(context, 'COUNTRY_INVALID');
});

/** A name of the IANA database: `Europe/London`. */
export const TimeZone = z.string().transform((written, context) => {
  return knownZone(written.trim()) ?? refuseCell(context, 'TIME_ZONE_INVALID');
});

// Any two to eight letters make a tag (RFC 5646); only those that somebody speaks have a name.
function canonicalLanguage(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && languages.of(canonical.split('-')[0] ?? '') ? canonical : undefined;
  } catch {
    return undefined;
  }
}

// Making a DateTimeFormat takes 50 µs, and a list has a few zones in thousands of rows.
const zones = new Map<string, string>();

function knownZone(name: string): string | undefined {
  const known = zones.get(name);
  if (known || !/^[a-z]/i.test(name)) return known;
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Intl answers with the oldest of several names (Asia/Calcutta for Asia/Kolkata): only its spelling is wanted.
    const zone = resolved.toLowerCase() === name.toLowerCase() ? resolved : name;
    zones.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}
