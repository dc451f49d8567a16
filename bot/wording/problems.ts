import type { ProblemCode } from '#core/imports/problem.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { count } from './numbers.ts';

/** What is wrong with a row, and how to mend it. */
export const problems: Record<ProblemCode, { sentence: string; fix: string }> = {
  EMAIL_MISSING: { sentence: 'No e-mail address', fix: 'Add one: the invitation goes there.' },
  EMAIL_INVALID: { sentence: 'Not an e-mail address', fix: 'Write it like name@example.com.' },
  PHONE_INVALID: { sentence: 'Not a phone number', fix: 'Write it with its country, like +44 7400 123456.' },
  PHONE_LOOKS_CALCULATED: {
    sentence: 'The spreadsheet has turned the phone number into a calculation',
    fix: 'Format the column as text and type the number again.',
  },
  PHONE_TAKEN: { sentence: 'The phone number belongs to somebody else', fix: 'Check whose number it is.' },
  DUPLICATE_ROW: { sentence: 'The same person again', fix: 'Delete the row: the first one counts.' },
  ROLE_NOT_PERMITTED: { sentence: 'There is no such role', fix: 'Use a role of your company, or leave it empty.' },
  USER_ARCHIVED: { sentence: 'The person is archived', fix: 'Bring them back first, or delete the row.' },
  TEXT_TOO_LONG: { sentence: 'Too long', fix: 'Shorten it.' },
  TEXT_UNSAFE: {
    sentence: 'Has characters that do not belong there',
    fix: 'No line breaks, no < or >, no = + - @ in front, no invisible characters.',
  },
  LANGUAGE_INVALID: { sentence: 'Not a language code', fix: 'Write it like en or de-CH.' },
  COUNTRY_INVALID: { sentence: 'Not a country code', fix: 'Write it with two letters, like GB.' },
  TIME_ZONE_INVALID: { sentence: 'Not a time zone', fix: 'Write it like Europe/London.' },
  SAMPLE_ROW: { sentence: 'A sample of the template', fix: 'Delete the row.' },
  TOO_MANY_CELLS: { sentence: 'More cells than columns', fix: 'Put quotes around cells that have a comma inside.' },
};

/** Of a row that repeats another one. */
export const asInLine = (line: number | undefined) => (line === undefined ? '' : ` (as in line ${line})`);

const kinds: Record<Extract<Rejection, { code: 'FILE_NOT_CSV' }>['looksLike'], string> = {
  spreadsheet: 'a spreadsheet (Excel). Save it as “CSV UTF-8” and drop it again',
  archive: 'an archive. Unpack it and drop the CSV file',
  pdf: 'a PDF. Export the list as “CSV UTF-8” and drop it again',
  'web-page': 'a web page. Export the list as “CSV UTF-8” and drop it again',
  binary: 'not text at all. Export the list as “CSV UTF-8” and drop it again',
};

type Sentences = { [C in Rejection['code']]: (rejection: Extract<Rejection, { code: C }>) => string };

/** Why a whole file is refused, and what to do. */
const rejections: Sentences = {
  FILE_EMPTY: () => 'The file is empty. Is it the right one?',
  FILE_TOO_LARGE: ({ limit }) => `The file is larger than ${count(limit)} bytes. Split it into smaller ones.`,
  FILE_NOT_CSV: ({ looksLike }) => `This is ${kinds[looksLike]}.`,
  FILE_NOT_UTF8: ({ line }) => `Line ${count(line)} has letters that I cannot read. Save the file as “CSV UTF-8”.`,
  FILE_NO_HEADER: ({ person }) =>
    `The first line does not name the columns${person ? ': it seems to be a person, not a header' : ''}. ` +
    'It needs at least “email” and “mobile_phone”; type “template” for an example.',
  FILE_ONLY_HEADER: () => 'The file names its columns, but there is nobody below them.',
  FILE_COLUMN_TWICE: ({ column }) => `The column “${column}” stands there twice. Keep one of them.`,
  FILE_TOO_MANY_ROWS: ({ limit }) => `The file has more than ${count(limit)} rows. Split it into smaller ones.`,
  FILE_TOO_MANY_COLUMNS: ({ limit }) => `The file has more than ${count(limit)} columns. Keep those of the template.`,
  FILE_BROKEN: ({ line, why }) =>
    why === 'quote'
      ? `A quotation mark that begins near line ${count(line)} is never closed. Mend it and drop the file again.`
      : `Line ${count(line)} is far too long. Is the file really a list?`,
  FILE_GONE: () => 'The file is not there any more. Drop it again.',
  FILE_NOT_READABLE: () => 'I could not read the file. Drop it again; if that does not help, ask who runs Muster.',
};

export function rejectionSentence(rejection: Rejection): string {
  const write = rejections[rejection.code] as (rejection: Rejection) => string;
  return write(rejection);
}
