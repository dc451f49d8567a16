const LONGEST_LOOKED_AT = 500;
const FEWEST_DIGITS = 7;

const ADDRESS = /[^\s@]@[^\s@]/;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;
const NUMBER = /\d(?:[\s().\-‐‑–/]*\d)+/g;

/** An e-mail address or a phone number stands in it: what a list has in its first line where nobody named the columns. */
export function looksLikePerson(cell: string): boolean {
  const text = cell.slice(0, LONGEST_LOOKED_AT).normalize('NFKC');
  if (ADDRESS.test(text)) return true;
  const numbers = text.replace(DATE, '').match(NUMBER) ?? [];
  return numbers.some((number) => number.replace(/\D/g, '').length >= FEWEST_DIGITS);
}
