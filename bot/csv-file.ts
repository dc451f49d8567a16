import { pipeline, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

const format = { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;

/**
 * A table as a spreadsheet opens it: UTF-8 with a mark in front, and no cell that could count as a formula.
 * Written row by row as they come, so that a long one holds up nobody else. What goes wrong on the way, its reader is told.
 */
export function csvFile(columns: string[], rows: AsyncIterable<unknown[]>): Readable {
  return pipeline(rows, stringify({ ...format, columns }), () => {});
}

/** All of it in one piece, as a chat takes it. */
export async function wholeFile(file: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file) pieces.push(piece);
  return Buffer.concat(pieces);
}
