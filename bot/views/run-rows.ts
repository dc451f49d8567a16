import type { RunDetails } from '#core/runs/run-details.ts';
import { detailsWords, ERASED, linkStates, rowStatuses } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, italic, masked, theirs } from './ink.ts';
import { lines, note, text } from './kit.ts';

type Row = RunDetails['rows'][number];

/** Person by person, as the log has it. Modals take no tables, so a row is two lines. */
export function runRows({ rows, differing }: RunDetails): Block[] {
  const people = rows.length > 0 ? rows.map(person) : [note(detailsWords.nobody)];
  return [...(differing ? [lines(differ(differing))] : []), ...people];
}

const differ = ({ people, rows }: NonNullable<RunDetails['differing']>) => [
  bold(detailsWords.differing(people, rows.length)),
  ...rows.map((row) => `• ${detailsWords.differingRow(row, masked(row.maskedEmail))}`),
];

function person(row: Row): Block {
  const known = [row.email, row.phone, row.orgUnit].filter((part) => part !== undefined).map(theirs);
  return text(
    [`${bold(nameOf(row))} · ${rowStatuses[row.status]}${why(row)}`, known.join(' · ')].filter(Boolean).join('\n'),
  );
}

function nameOf({ name, username, email, line, isErased }: Row): string {
  if (isErased) return ERASED;
  return name ?? username ?? email ?? (line === undefined ? detailsWords.somebody : detailsWords.line(line));
}

function why({ status, reason, reply, link, differs }: Row): string {
  const fix = reason && status === 'Failed' ? ` ${italic(detailsWords.fix(reason))}` : '';
  const because = reason ? `: ${detailsWords.reason(reason)}${fix}` : '';
  const words = reply ? ` – ${theirs(reply)}` : '';
  return `${because}${words}${link ? ` · ${linkStates[link]}` : ''}${differs ? ` · ${italic(detailsWords.differs)}` : ''}`;
}
