import type { ListedUnit } from '#core/directory/list-units.ts';
import type { InvitableImport } from '#core/imports/suggest-lists.ts';
import type { ToldGroup } from '#core/store/user-groups.ts';
import type { Suggestion } from '../reply.ts';
import { count, people, rows } from './numbers.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const LONGEST_NAME = 20;

/** Tells lists of the same name apart: "staff.csv, 22 Nov 2026, 14:32, Ana, 12 rows". */
export function listSuggestion({ id, fileName, importedAt, importedBy, rows: all }: InvitableImport): Suggestion {
  const rest = [moment.format(importedAt), importedBy.slice(0, LONGEST_NAME), rows(all)];
  return { name: fileName, rest: `, ${rest.join(', ')}`, value: id };
}

/** "Markets / Equities (12)": with everybody below. */
export function unitSuggestion({ id, path, membersWithBelow }: ListedUnit): Suggestion {
  return { name: path, rest: ` (${count(membersWithBelow)})`, value: id };
}

/** Tells a group from a list where both are offered. */
export const GROUP_VALUE = 'group:';

/** "@sales (12 people)" */
export function groupSuggestion({ id, name, members }: ToldGroup): Suggestion {
  return { name: `@${name}`, rest: ` (${people(members.length)})`, value: `${GROUP_VALUE}${id}` };
}
