import { createHash, randomInt } from 'node:crypto';

// Crockford's Base32: no letter looks like another one, or like a digit.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** 60 bits, in three groups to be read from one screen and typed into another. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.match(/.{4}/g)?.join('-') ?? letters;
}

/** What rests in the database: the code itself is seen once, by who made it. */
export function codeHash(typed: string): Uint8Array<ArrayBuffer> {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return new Uint8Array(createHash('sha256').update(`connect ${letters}`).digest());
}
