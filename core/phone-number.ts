import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const CALCULATED = /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i;
// Letters, extensions and formulas would be read past without a word, so only what stands in a written number passes.
const WRITTEN = /^\+?[\d\s().\-‐‑–/]+$/;
// 15 digits, each with something between it and the next.
const LONGEST_WRITTEN = 100;
// ITU-T E.164: 15 digits at the most.
const E164 = /^\+[1-9]\d{6,14}$/;

/** What a spreadsheet makes of a long number: 4.479E+11. The digits are lost. */
export function looksCalculated(written: string): boolean {
  return CALCULATED.test(written.trim());
}

/** The number in E.164. `country` is where numbers without + belong. Undefined when it cannot be anybody's. */
export function phoneNumber(written: string, country?: string): string | undefined {
  if (written.length > LONGEST_WRITTEN) return undefined;
  // Full-width signs come from Japanese keyboards, the apostrophe from people who tell Excel that this is text.
  const plain = written
    .normalize('NFKC')
    .trim()
    .replace(/^'/, '')
    .replace(/^00(?=[1-9])/, '+');
  if (!WRITTEN.test(plain)) return undefined;

  const parsed = parsePhoneNumberFromString(plain, { ...(isCountry(country) && { defaultCountry: country }) });
  return parsed?.isValid() && E164.test(parsed.number) ? parsed.number : undefined;
}

/** A country that has phone numbers, by its two letters. */
export function isCountry(country: string | undefined): country is CountryCode {
  return country !== undefined && isSupportedCountry(country);
}
