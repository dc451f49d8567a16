import type { Tx } from '../store/db.ts';
import { type InvitableImport, importToInviteFrom } from '../store/import-lists.ts';

// Slack: the text of an option has 75 characters at the most.
const LONGEST_LABEL = 75;

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** Tells lists of the same name apart: "staff.csv, 22 Nov 2026, 14:32, Ana, 12 rows". The file's name gives way to the rest. */
export function labelOf({ fileName, importedAt, importedBy, rows }: InvitableImport): string {
  const rest = `, ${moment.format(importedAt)}, ${importedBy.slice(0, 20)}, ${rows} ${rows === 1 ? 'row' : 'rows'}`;
  const room = LONGEST_LABEL - rest.length;
  return (fileName.length > room ? `${fileName.slice(0, room - 1)}…` : fileName) + rest;
}

/** What an applied import is called in a list to choose from. Undefined when people cannot be invited from it. */
export async function importLabel(tx: Tx, companyId: string, importId: string): Promise<string | undefined> {
  const found = await importToInviteFrom(tx, companyId, importId);
  return found && labelOf(found);
}
