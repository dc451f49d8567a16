import { type CheckedRow, rowChecker } from '../check-row/check-row.ts';
import { type Limits, readFile } from '../read-file/read-file.ts';
import type { Rejection } from '../rejection.ts';
import { type RowBatch, rowBatch } from './row-batch.ts';

/** `country`: of the company, for phone numbers without +. */
export type FileRules = Limits & { country?: string };

/** First the ignored headers, then the rows. A rejection is the last part, and nothing before it counts. */
export type CheckedPart =
  | { kind: 'header'; ignored: string[] }
  | { kind: 'rows'; batch: RowBatch }
  | { kind: 'rejected'; rejection: Rejection };

// Small enough that taking one over holds the other thread up for a few milliseconds only.
const BATCH_ROWS = 500;

/** Reads a file and checks its rows, each by itself. */
export async function* checkFile(bytes: Uint8Array, { country, ...limits }: FileRules): AsyncGenerator<CheckedPart> {
  let check: ReturnType<typeof rowChecker> | undefined;
  let rows: CheckedRow[] = [];

  for await (const part of readFile(bytes, limits)) {
    if (part.kind === 'rejected') return yield part;
    if (part.kind === 'header') {
      check = rowChecker(part.header.columns, country);
      yield { kind: 'header', ignored: part.header.ignored };
      continue;
    }
    if (check) rows.push(check(part.record));
    if (rows.length < BATCH_ROWS) continue;
    yield { kind: 'rows', batch: rowBatch(rows) };
    rows = [];
  }
  if (rows.length > 0) yield { kind: 'rows', batch: rowBatch(rows) };
}
