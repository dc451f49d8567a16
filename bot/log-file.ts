import { stringify } from 'csv-stringify/sync';
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
];

/** The log of a run as a spreadsheet opens it: UTF-8 with a mark in front, and no cell that could count as a formula. */
export async function logFile(rows: AsyncIterable<LogRow>): Promise<string> {
  const lines: (string | number | undefined)[][] = [];
  for await (const row of rows) lines.push(cells(row));
  return stringify(lines, { header: true, columns, bom: true, escape_formulas: true, record_delimiter: 'windows' });
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
];
