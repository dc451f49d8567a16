import type { KnownBlock } from '@slack/types';
import type { ImportDetails } from '#core/imports/import-details.ts';
import { problems } from '../../../wording.ts';
import { escaped, note, text } from '../kit.ts';

type Row = ImportDetails['rows'][number];

/** Row by row with everything that stands in it. Modals take no tables, so a row is a few lines. */
export function importRows({ rows }: ImportDetails): KnownBlock[] {
  return rows.length > 0 ? rows.map(row) : [note('There are no rows on this page.')];
}

const states = { new: 'New', changed: 'Changed', unchanged: 'Unchanged', wrong: 'Wrong' } as const;

function row({ line, state, values, problems: found, changes }: Row): KnownBlock {
  const cells = values.map(({ value }) => escaped(value)).join(' · ');
  return text(
    [`*Line ${line}* · ${states[state]}`, cells, ...found.map(problem), ...changes.map(change)]
      .filter(Boolean)
      .join('\n'),
  );
}

function problem({ code, column, value, of }: Row['problems'][number]): string {
  const { sentence, fix } = problems[code];
  const where = column ? `${column}: ` : '';
  const what = value ? ` (“${escaped(value)}”)` : '';
  const same = of === undefined ? '' : ` (as in line ${of})`;
  return `• ${where}${sentence}${what}${same}. _${fix}_`;
}

function change({ column, from, to }: Row['changes'][number]): string {
  return `• ${column}: ${from === null ? 'nothing' : `“${escaped(from)}”`} becomes “${escaped(to)}”`;
}
