import type { Readable } from 'node:stream';
import type { PersonEvidence } from '#core/audit/read-people.ts';
import { csvFile } from '../csv-file.ts';
import { ERASED } from '../wording.ts';

type Column = [name: string, value: (person: PersonEvidence) => unknown];
type Table = { columns: Column[]; has?: (person: PersonEvidence) => boolean };

/** The tables of everybody, in the words that the database has for what became of them. */
const tables = {
  /** The frozen list, what it was to be, and what came of it. */
  rows: {
    columns: [
      ['Row', ({ position }) => position],
      ['Line', ({ importLine }) => importLine],
      ['Member', ({ memberId }) => memberId],
      ['Username', ({ username }) => username],
      ['Name', ({ name }) => name],
      ['Email', ({ email, isErased }) => (isErased ? ERASED : email)],
      ['Phone', ({ phone }) => phone],
      ['Organizational Unit', ({ orgUnit }) => orgUnit],
      ['Forecast', ({ forecast }) => forecast],
      ['Forecast Reason', ({ forecastReason }) => forecastReason],
      ['Outcome', ({ state }) => state],
      ['Reason', ({ reason }) => reason],
      ['Detail', ({ forecast, reply }) => (forecast === 'queued' ? null : reply)],
      ['Differs From Preview', ({ differs }) => (differs ? 'yes' : null)],
    ],
  },
  /** What was handed to the mail server, or may have been, and what it said. */
  mails: {
    has: ({ state, attempts, messageId }) => attempts > 0 || messageId !== null || state === 'unknown',
    columns: [
      ['Row', ({ position }) => position],
      ['Email', ({ email, isErased }) => (isErased ? ERASED : email)],
      ['Message Id', ({ messageId }) => messageId],
      ['Link Version', ({ version }) => version],
      ['Attempts', ({ attempts }) => attempts],
      ['Outcome', ({ state }) => state],
      ['Reason', ({ reason }) => reason],
      ['Server Reply', ({ reply }) => reply],
      ['Sent At', ({ sentAt }) => moment(sentAt)],
    ],
  },
  /** How far people are whom a link was made for. The link itself is nowhere. */
  links: {
    has: ({ expiresAt }) => expiresAt !== null,
    columns: [
      ['Row', ({ position }) => position],
      ['Link Version', ({ version }) => version],
      ['Valid Until', ({ expiresAt }) => moment(expiresAt)],
      ['Opened At', ({ openedAt }) => moment(openedAt)],
      ['Link', ({ link }) => link],
      ['Link Changed At', ({ linkChangedAt }) => moment(linkChangedAt)],
      ['Linked At', ({ linkedAt }) => moment(linkedAt)],
    ],
  },
} satisfies Record<string, Table>;

export function peopleFile(which: keyof typeof tables, people: AsyncIterable<PersonEvidence>): Readable {
  const table: Table = tables[which];
  return csvFile(
    table.columns.map(([name]) => name),
    lines(table, people),
  );
}

async function* lines({ columns, has = () => true }: Table, people: AsyncIterable<PersonEvidence>) {
  for await (const person of people) if (has(person)) yield columns.map(([, value]) => value(person));
}

const moment = (at: Date | null) => at?.toISOString();
