import { isUtf8 } from 'node:buffer';
import type { Rejection } from '../rejection.ts';

type Kind = Extract<Rejection, { code: 'FILE_NOT_CSV' }>['looksLike'];

const BOM = Buffer.of(0xef, 0xbb, 0xbf);
const UTF_16 = [Buffer.of(0xff, 0xfe), Buffer.of(0xfe, 0xff)];
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const NEWLINE = 0x0a;

// First bytes of what people drop by mistake. Their extension says nothing: Excel files get renamed to .csv every day.
const beginnings: [string, Kind][] = [
  ['\xd0\xcf\x11\xe0', 'spreadsheet'],
  ['\x1f\x8b', 'archive'],
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['Rar!', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['PK\x05\x06', 'archive'],
  ['%PDF-', 'pdf'],
];

/** What speaks against these bytes being CSV in UTF-8. Undefined when nothing does. */
export function sniff(bytes: Uint8Array): Rejection | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = file.subarray(startsWith(file, BOM) ? BOM.length : 0);
  if (isBlank(text)) return { code: 'FILE_EMPTY' };

  const looksLike = kindOf(text);
  if (looksLike) return { code: 'FILE_NOT_CSV', looksLike };
  if (UTF_16.some((mark) => startsWith(file, mark))) return { code: 'FILE_NOT_UTF8', line: 1 };
  if (text.includes(0)) return { code: 'FILE_NOT_CSV', looksLike: 'binary' };
  return isUtf8(text) ? undefined : { code: 'FILE_NOT_UTF8', line: firstLineNotUtf8(text) };
}

function startsWith(file: Buffer, beginning: Uint8Array): boolean {
  return file.subarray(0, beginning.length).equals(beginning);
}

function isBlank(text: Buffer): boolean {
  return text.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

function kindOf(text: Buffer): Kind | undefined {
  if (startsWith(text, ZIP)) return isSpreadsheet(text) ? 'spreadsheet' : 'archive';
  const known = beginnings.find(([beginning]) => startsWith(text, Buffer.from(beginning, 'latin1')));
  if (known) return known[1];
  return /^\s*<[a-z!?]/i.test(text.subarray(0, 1000).toString('latin1')) ? 'web-page' : undefined;
}

// The names of the files in a ZIP stand in it as plain text: Excel's begin with xl/, and LibreOffice says what it is first.
function isSpreadsheet(zip: Buffer): boolean {
  return zip.includes('xl/workbook') || zip.subarray(0, 200).includes('opendocument.spreadsheet');
}

// No letter of UTF-8 has a newline inside, so each line can be judged alone.
function firstLineNotUtf8(text: Buffer): number {
  let from = 0;
  for (let line = 1; ; line++) {
    const end = text.indexOf(NEWLINE, from);
    if (!isUtf8(text.subarray(from, end < 0 ? undefined : end)) || end < 0) return line;
    from = end + 1;
  }
}
