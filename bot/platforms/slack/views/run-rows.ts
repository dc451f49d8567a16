import type { KnownBlock } from '@slack/types';
import type { RunDetails } from '#core/runs/run-details.ts';
import { linkStates, reasons } from '../../../wording.ts';
import { escaped, note, text } from '../kit.ts';

type Row = RunDetails['rows'][number];

/** Person by person, as the log has it. Modals take no tables, so a row is two lines. */
export function runRows({ rows }: RunDetails): KnownBlock[] {
  return rows.length > 0 ? rows.map(person) : [note('There is nobody on this page.')];
}

function person(row: Row): KnownBlock {
  const who = row.name ?? row.username ?? row.email ?? (row.line === undefined ? 'Somebody' : `Line ${row.line}`);
  const known = [row.email, row.phone, row.orgUnit].filter((part) => part !== undefined).map(escaped);
  return text([`*${escaped(who)}* · ${row.status}${why(row)}`, known.join(' · ')].filter(Boolean).join('\n'));
}

function why({ reason, reply, link, differs }: Row): string {
  const because = reason ? `: ${reasons[reason].sentence} (${reason})` : '';
  const words = reply ? ` – ${escaped(reply)}` : '';
  return `${because}${words}${link ? ` · ${linkStates[link]}` : ''}${differs ? ' · _differs from the preview_' : ''}`;
}
