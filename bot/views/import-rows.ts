import type { ImportDetails } from '#core/imports/import-details.ts';
import { detailsWords, ERASED, rowStates } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, italic, theirs } from './ink.ts';
import { note, text } from './kit.ts';

type Row = ImportDetails['rows'][number];

/** Row by row with everything that stands in it. Modals take no tables, so a row is a few lines. */
export function importRows({ rows }: ImportDetails): Block[] {
  return rows.length > 0 ? rows.map(row) : [note(detailsWords.noRows)];
}

function row({ line, state, values, problems, changes, isErased }: Row): Block {
  const cells = isErased ? ERASED : values.map(({ value }) => theirs(value)).join(' · ');
  const head = `${bold(detailsWords.line(line))} · ${rowStates[state]}`;
  return text([head, cells, ...problems.map(problem), ...changes.map(change)].filter(Boolean).join('\n'));
}

function problem(found: Row['problems'][number]): string {
  const [sentence, fix] = detailsWords.problem(found, found.value && theirs(found.value));
  return `• ${sentence} ${italic(fix)}`;
}

function change({ column, from, to }: Row['changes'][number]): string {
  return `• ${detailsWords.change(column, from === null ? undefined : theirs(from), theirs(to))}`;
}
