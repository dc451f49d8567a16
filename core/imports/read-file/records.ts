import { Readable } from 'node:stream';
import { CsvError, type Parser, parse } from 'csv-parse';
import type { Rejection } from '../rejection.ts';

/** `line` is where the record begins: one with line breaks inside its cells takes several. */
export type CsvRecord = { line: number; cells: string[] };

// Far more than a person's row can be, and little enough that a quote that is never closed does not swallow the file.
const LONGEST_RECORD_BYTES = 64 * 1024;
const CHUNK_BYTES = 64 * 1024;

const LINE_BREAK = /\r\n|\n|\r/;

const quoteErrors = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']);

// An export may end with a million of them, but nobody leaves so many between people.
const MOST_BLANK_ROWS = 100_000;
const BLANK_BYTES = new Set(Buffer.from(', \t\r\n'));

class TooManyBlankRows extends Error {}

/** The records of a CSV (RFC 4180, any line ends), blank ones left out; a rejection ends them. */
export async function* readRecords(bytes: Uint8Array): AsyncGenerator<CsvRecord | Rejection> {
  const seen = { lines: 0, blank: 0 };
  const parser = parserOf(seen);
  try {
    yield* Readable.from(chunks(withoutBlankEnd(bytes)), { objectMode: false }).pipe(
      parser,
    ) as AsyncIterable<CsvRecord>;
  } catch (error) {
    const rejection = whyBroken(error, seen.lines + parser.info.empty_lines + 1, bytes);
    if (!rejection) throw error;
    yield rejection;
  }
}

/**
 * `seen` counts the lines of each record before it can be read: an error overtakes those that still wait.
 * Blank ones do not wait, and lines without anything are not even records: there may be millions of them.
 */
function parserOf(seen: { lines: number; blank: number }): Parser {
  const onRecord = (cells: string[]) => {
    // To a record of another length than the first belongs an error with its stack, though it is allowed, and that
    // takes 40 µs. Every record counts as the first.
    Object.assign(parser.info, { records: 0 });
    const line = seen.lines + parser.info.empty_lines + 1;
    seen.lines += linesOf(cells);
    if (!isBlank(cells)) return { line, cells };
    if (++seen.blank > MOST_BLANK_ROWS) throw new TooManyBlankRows();
    return null;
  };
  const parser: Parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD_BYTES,
    // Its types know of no record that is an object where there are no columns.
    on_record: onRecord as unknown as never,
  });
  return parser;
}

// csv-parse counts lines as well, but takes \r\n inside quotes for two.
function linesOf(cells: string[]): number {
  return cells.reduce((sum, cell) => sum + (LINE_BREAK.test(cell) ? cell.split(LINE_BREAK).length - 1 : 0), 1);
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function withoutBlankEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (BLANK_BYTES.has(bytes[end - 1] ?? 0)) end--;
  return bytes.subarray(0, end);
}

function* chunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

function whyBroken(error: unknown, line: number, bytes: Uint8Array): Rejection | undefined {
  if (error instanceof TooManyBlankRows) return { code: 'FILE_TOO_MANY_ROWS', limit: MOST_BLANK_ROWS };
  if (!(error instanceof CsvError)) return undefined;
  const { code } = error;
  if (quoteErrors.has(code)) return { code: 'FILE_BROKEN', line, why: 'quote' };
  if (code !== 'CSV_MAX_RECORD_SIZE') return undefined;
  return { code: 'FILE_BROKEN', line, why: opensQuote(bytes, line) ? 'quote' : 'record-too-long' };
}

/** An odd number of quotation marks on the line: the record goes on below it because a quote is open. */
function opensQuote(bytes: Uint8Array, line: number): boolean {
  const text =
    Buffer.from(bytes)
      .toString('utf8')
      .split(LINE_BREAK, line)
      .at(line - 1) ?? '';
  return text.split('"').length % 2 === 0;
}
