import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { LogRow } from '#core/runs/run-log.ts';
import { linkStates, reasonSentence } from './wording.ts';

const columns = [
  'Row',
  'Line',
  'Username',
  'Name',
  'Email',
  'Phone',
  'Organizational Unit',
  'Channel',
  'Status',
  'Reason',
  'Reason Code',
  'Detail',
  'Time',
  'Message Id',
  'Link',
  'Differs From Preview',
];

const format = { header: true, columns, bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;

/**
 * The log of a run as a spreadsheet opens it: UTF-8 with a mark in front, and no cell that could count as a formula.
 * Written row by row as they come, so that a long one holds up nobody else.
 */
export async function logFile(rows: AsyncIterable<LogRow>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await pipeline(lines(rows), stringify(format), async (written: AsyncIterable<Uint8Array>) => {
    for await (const piece of written) pieces.push(piece);
  });
  return Buffer.concat(pieces);
}

async function* lines(rows: AsyncIterable<LogRow>) {
  for await (const row of rows) yield cells(row);
}

const cells = (row: LogRow) => [
  row.row,
  row.line,
  row.username,
  row.name,
  row.email,
  row.phone,
  row.orgUnit,
  row.channel,
  row.status,
  row.reason && reasonSentence(row.reason),
  row.reason,
  row.reply,
  row.sentAt?.toISOString(),
  row.messageId,
  row.link && linkStates[row.link],
  row.differs ? 'yes' : '',
];
