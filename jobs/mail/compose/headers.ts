import { emailAddress } from '#core/email-address.ts';
import type { Fields } from './letter.ts';

/** The headers that differ from person to person, each with its line end. */
export function personHeaders({ name, email, messageId, date, meantFor }: Fields): string {
  const address = emailAddress(email);
  if (!address) throw new Error('A letter needs an address that can be mailed to');
  if (!MESSAGE_ID.test(messageId)) throw new Error('A letter needs a Message-ID such as <id@host>');

  return `Date: ${dateHeader(date)}\r\nMessage-ID: ${messageId}\r\nTo: ${recipient(meantFor === undefined ? plain(name ?? '') : '', address)}\r\n`;
}

// RFC 5322 3.6.4, without what nobody needs in an id.
const MESSAGE_ID = /^<[\w.+-]{1,200}@[\w.-]{1,200}>$/;

/** A value for one line: control characters and line ends of any kind become blanks. */
export const plain = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

// RFC 5322 2.1.1 asks for lines of 78 characters.
const LONGEST_LINE = 76;
// RFC 2047 2: an encoded word may take 75; 45 bytes make 60 characters of Base64 and 12 around them.
const WORD_BYTES = 45;

function recipient(name: string, address: string): string {
  if (!name) return address.length < LONGEST_LINE - 4 ? address : `\r\n ${address}`;
  const shown = isQuotable(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name).join('\r\n ');
  const lastLine = shown.length - shown.lastIndexOf('\n') + 4;
  return `${shown}${lastLine + address.length + 3 <= LONGEST_LINE ? '' : '\r\n'} <${address}>`;
}

const isQuotable = (name: string) => /^[\x20-\x7e]{1,60}$/.test(name) && !name.includes('=?');

/** Whole characters per word, as RFC 2047 5 (3) demands. */
function encodedWords(name: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const character of name) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`);
}

let lastSecond = Number.NaN;
let lastHeader = '';

/** Thousands of letters leave in the same second. */
function dateHeader(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== lastSecond) {
    lastHeader = date.toUTCString().replace('GMT', '+0000');
    lastSecond = second;
  }
  return lastHeader;
}
