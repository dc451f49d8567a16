import type { Rejection } from '../rejection.ts';
import { type Header, readHeader } from './header.ts';
import { type CsvRecord, readRecords } from './records.ts';
import { sniff } from './sniff.ts';

export type Limits = { maxRows: number; maxColumns: number };

/** First the header, then the records below it. A rejection is the last part, and nothing before it counts. */
export type FilePart =
  | { kind: 'header'; header: Header }
  | { kind: 'record'; record: CsvRecord }
  | { kind: 'rejected'; rejection: Rejection };

/** Bytes that somebody dropped, judged by what is in them and never by their name. */
export async function* readFile(bytes: Uint8Array, { maxRows, maxColumns }: Limits): AsyncGenerator<FilePart> {
  const objection = sniff(bytes);
  if (objection) return yield rejected(objection);

  let header: Header | undefined;
  let rows = 0;
  for await (const record of readRecords(bytes)) {
    if ('code' in record) return yield rejected(record);
    if (header) {
      if (++rows > maxRows) return yield rejected({ code: 'FILE_TOO_MANY_ROWS', limit: maxRows });
      yield { kind: 'record', record };
      continue;
    }
    const read = readHeader(record.cells, { maxColumns });
    if ('code' in read) return yield rejected(read);
    header = read;
    yield { kind: 'header', header };
  }
  if (rows === 0) yield rejected({ code: 'FILE_ONLY_HEADER' });
}

function rejected(rejection: Rejection): FilePart {
  return { kind: 'rejected', rejection };
}
