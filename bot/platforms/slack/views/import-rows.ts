import type { KnownBlock } from '@slack/types';
import type { ImportDetails } from '#core/imports/import-details.ts';
import { detailsWords, ERASED, rowStates } from '../../../wording.ts';
import { bold, escaped, note, text } from '../kit.ts';

type Row = ImportDetails['rows'][number];

/** Row by row with everything that stands in it. Modals take no tables, so a row is a few lines. */
export function importRows({ rows }: ImportDetails): KnownBlock[] {
  return rows.length > 0 ? rows.map(row) : [note(detailsWords.noRows)];
}

function row({ line, state, values, problems, changes, isErased }: Row): KnownBlock {
  const cells = isErased ? ERASED : values.map(({ value }) => escaped(value)).join(' · ');
  const head = `${bold(detailsWords.line(line))} · ${rowStates[state]}`;
  return text([head, cells, ...problems.map(problem), ...changes.map(change)].filter(Boolean).join('\n'));
}

function problem(found: Row['problems'][number]): string {
  const [sentence, fix] = detailsWords.problem(found, found.value && escaped(found.value));
  return `• ${sentence} _${escaped(fix)}_`;
}

function change({ column, from, to }: Row['changes'][number]): string {
  return `• ${detailsWords.change(column, from === null ? undefined : escaped(from), escaped(to))}`;
}
