import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Rejection } from '../rejection.ts';

/** `line` is where the record begins: one with line breaks inside its cells takes several. */
export type CsvRecord = { line: number; cells: string[] };

// Far more than a person's row can be, and little enough that a quote that is never closed does not swallow the file.
const LONGEST_RECORD_BYTES = 64 * 1024;
const CHUNK_BYTES = 64 * 1024;

const LINE_BREAK = /\r\n|\n|\r/;

const quoteErrors = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']);

/** The records of a CSV (RFC 4180, any line ends), blank ones left out; a rejection ends them. */
export async function* readRecords(bytes: Uint8Array): AsyncGenerator<CsvRecord | Rejection> {
  let line = 1;
  let parsed = 0;
  try {
    for await (const cells of parseBytes(bytes, (more) => (parsed += linesOf(more)))) {
      if (!isBlank(cells)) yield { line, cells };
      line += linesOf(cells);
    }
  } catch (error) {
    const rejection = error instanceof CsvError && whyBroken(error, parsed + 1, bytes);
    if (!rejection) throw error;
    yield rejection;
  }
}

/** `seen` hears of each record before it can be read: an error overtakes those that still wait. */
function parseBytes(bytes: Uint8Array, seen: (cells: string[]) => void): AsyncIterable<string[]> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD_BYTES,
    on_record: (cells) => {
      seen(cells);
      return cells;
    },
  });
  return Readable.from(chunks(bytes), { objectMode: false }).pipe(parser);
}

// csv-parse counts lines as well, but takes \r\n inside quotes for two.
function linesOf(cells: string[]): number {
  return cells.reduce((sum, cell) => sum + (LINE_BREAK.test(cell) ? cell.split(LINE_BREAK).length - 1 : 0), 1);
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function* chunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

function whyBroken({ code }: CsvError, line: number, bytes: Uint8Array): Rejection | undefined {
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
