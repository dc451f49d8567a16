import type { LogRow } from '#core/runs/run-log.ts';
import { csvFile, wholeFile } from './csv-file.ts';
import { ERASED, linkStates, reasonSentence } from './wording.ts';

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
  'Rehearsal',
];

/** The log of a run as a spreadsheet opens it. */
export function logFile(rows: AsyncIterable<LogRow>): Promise<Uint8Array> {
  return wholeFile(csvFile(columns, lines(rows)));
}

async function* lines(rows: AsyncIterable<LogRow>) {
  for await (const row of rows) yield cells(row);
}

const cells = (row: LogRow) => [
  row.row,
  row.line,
  row.username,
  row.isErased ? ERASED : row.name,
  row.isErased ? ERASED : row.email,
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
  row.isRehearsal ? 'yes' : '',
];
