import type { Readable } from 'node:stream';
import type { PersonStatus } from '#core/directory/export-people.ts';
import { statusOf } from '#core/runs/row-status.ts';
import { csvFile } from './csv-file.ts';
import { linkStates, listWords, reasonSentence } from './wording.ts';

const columns = [
  ...['Username', 'Name', 'Email', 'Phone', 'Organizational Unit', 'Role'],
  ...['Channel', 'Link', 'Linked At', 'Last Invited', 'Last Run', 'Last Run Title', 'Last Run Time'],
  ...['Last Status', 'Last Reason', 'Last Reason Code'],
];

/** Everybody in the directory and how far they are, as a spreadsheet opens it. */
export function peopleFile(people: AsyncIterable<PersonStatus>): Readable {
  return csvFile(columns, lines(people));
}

async function* lines(people: AsyncIterable<PersonStatus>) {
  for await (const person of people) yield cells(person);
}

const cells = ({ link, state, reason, ...person }: PersonStatus) => [
  ...[person.username, person.name, person.email, person.phone, person.orgUnit, person.role],
  ...[person.channel, link ? linkStates[link] : listWords.notInvited],
  ...[person.linkedAt?.toISOString(), person.invitedAt?.toISOString()],
  ...[person.runId, person.runTitle, person.runAt?.toISOString()],
  ...[state && statusOf(state), reason && reasonSentence(reason), reason],
];
