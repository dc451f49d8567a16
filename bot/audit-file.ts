import type { Readable } from 'node:stream';
import { AuditAction } from '#core/audit/action.ts';
import type { TrailEntry } from '#core/audit/read-trail.ts';
import { csvFile } from './csv-file.ts';
import { auditActions } from './wording.ts';

/** The first twelve, joined by line feeds, are the text whose SHA-256 is the thirteenth (core/audit/README.md). The rest is for people. */
const columns = [
  'Number',
  'Time',
  'Company',
  'Operator',
  'Platform',
  'Workspace',
  'Conversation',
  'Action',
  'Subject',
  'Subject Id',
  'Facts',
  'Previous Hash',
  'Hash',
  'Who',
  'What',
];

/** The audit trail as a spreadsheet opens it, and as whoever checks it can read it. */
export function auditFile(entries: AsyncIterable<TrailEntry>): Readable {
  return csvFile(columns, lines(entries));
}

async function* lines(entries: AsyncIterable<TrailEntry>) {
  for await (const entry of entries) yield cells(entry);
}

function cells(entry: TrailEntry) {
  const { seq, at, companyId, operatorId, platform, workspaceId, conversation } = entry;
  const { action, subject, subjectId, facts, previous, hash, who } = entry;
  return [
    ...[seq, at, companyId, operatorId, platform, workspaceId, conversation],
    ...[action, subject, subjectId, facts, previous, hash],
    ...[who ?? (operatorId ? '' : 'Muster'), inWords(action)],
  ];
}

function inWords(action: string): string {
  const { data: known } = AuditAction.safeParse(action);
  return known ? auditActions[known] : action;
}
