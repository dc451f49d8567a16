import type { ReplyOf } from '../reply.ts';
import { progressWords as words } from '../wording.ts';
import type { Block } from './block.ts';
import { cut } from './cut.ts';
import { bar, note, noteIf, table } from './kit.ts';
import { said } from './said.ts';

// Slack takes 10,000 characters in all tables of a message, which forty long names of units stay well below.
const LONGEST_KEY = 120;

/** A table with a bar in each line: a picture would have to lie where anybody can open it (home.ts). */
export function progress(reply: ReplyOf<'progress'>): Block[] {
  const { by, total, rows, left } = reply.progress;
  if (total.invited === 0) return said(reply);
  const lines = [{ name: words.all, ...total }, ...rows.map((row) => ({ name: words.key(by, row), ...row }))].map(
    (row) => [
      cut(row.name, LONGEST_KEY),
      ...words.numbers(row),
      words.linked(row, bar(row.linked, row.invited)),
      words.median(row),
    ],
  );
  return [
    ...said(reply),
    table(words.columns(by), lines),
    ...noteIf(left > 0 ? words.left(left) : undefined),
    note(words.about(by)),
  ];
}
