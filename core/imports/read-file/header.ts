import type { Column } from '../columns.ts';
import type { Rejection } from '../rejection.ts';
import { looksLikePerson } from './looks-like-person.ts';

/** What people and other products call our columns; compared without case, blanks, hyphens and underscores. */
const names: Record<Column, string[]> = {
  username: ['username', 'login'],
  email: ['email', 'mail', 'email address', 'work email'],
  first_name: ['first name', 'given name', 'forename'],
  last_name: ['last name', 'surname', 'family name'],
  mobile_phone: [
    'mobile phone',
    'phone',
    'mobile',
    'phone number',
    'mobile number',
    'mobile phone number',
    'cell phone',
  ],
  org_unit: ['org unit', 'organizational unit', 'organisational unit', 'organization unit', 'organisation unit'],
  role: ['role'],
  language: ['language', 'preferred language'],
  country: ['country', 'country code'],
  time_zone: ['time zone'],
  department: ['department'],
  job_title: ['job title'],
};

// A Map, not an object: a file may name a column __proto__.
const columns = new Map(
  Object.entries(names).flatMap(([column, known]) => known.map((name) => [keyOf(name), column as Column] as const)),
);

const LONGEST_SHOWN = 60;
const LONGEST_NAME = 200;

export type Header = {
  /** The meaning of each cell by its place; undefined where it has none. */
  columns: (Column | undefined)[];
  /** Headers that mean nothing to us, shortened, as they are shown. All empty where one of them may be a person's. */
  ignored: string[];
};

export function readHeader(written: string[], limits: { maxColumns: number }): Header | Rejection {
  if (written.length > limits.maxColumns) return { code: 'FILE_TOO_MANY_COLUMNS', limit: limits.maxColumns };
  const cells = written.map((cell) => cell.slice(0, LONGEST_NAME));

  const found = cells.map((cell) => columns.get(keyOf(cell)));
  const twice = found.find((column, index) => column && found.indexOf(column) < index);
  if (twice) return { code: 'FILE_COLUMN_TWICE', column: twice };
  const person = cells.some(looksLikePerson);
  if (!found.includes('email') && !found.includes('mobile_phone')) {
    return { code: 'FILE_NO_HEADER', ...(person && { person }) };
  }

  const unknown = cells.filter((_, index) => !found[index]).map(shown);
  const ignored = unknown.filter((header) => header !== '');
  return { columns: found, ignored: person ? ignored.map(() => '') : ignored };
}

function keyOf(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

function shown(header: string): string {
  return header
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SHOWN);
}
