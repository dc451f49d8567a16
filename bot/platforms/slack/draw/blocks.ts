import type { ContextBlock, KnownBlock, RichTextBlock, SectionBlock, TableBlock } from '@slack/types';
import type { Block } from '../../../views/block.ts';
import { cut } from '../../../views/cut.ts';
import { bold } from '../../../views/ink.ts';
import { bar } from '../../../views/kit.ts';
import { count, more } from '../../../wording.ts';
import { limits } from '../limits.ts';
import { actionBlocks, button } from './buttons.ts';
import { plain } from './plain.ts';
import { mrkdwn, needsRichText, richText } from './words.ts';

type Drawers = { [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => KnownBlock[] };

/** How Slack shows each block of ours. */
const drawers: Drawers = {
  heading: ({ words }) => [{ type: 'header', text: plain(words, limits.header) }],
  text: ({ words, beside }) => {
    const shown = text(words);
    if (!beside) return [shown];
    // Beside a section where there can be something beside it.
    if (shown.type === 'section') return [{ ...shown, accessory: button(beside) }];
    return [shown, ...actionBlocks([beside])];
  },
  note: ({ words }) => [note(words)],
  facts: ({ pairs }) => [facts(pairs)],
  progress: ({ done, all, words }) => [text(`${bar(done, all)} ${words}`)],
  items: ({ items }) => [...items.slice(0, MOST_ITEMS).map(text), ...rest(items.length - MOST_ITEMS)],
  lines: ({ lines }) => packed(lines),
  table: ({ header, lines }) => [table(header, lines)],
  actions: ({ actions }) => actionBlocks(actions),
  link: ({ label, address }) => [
    { type: 'section', text: { type: 'mrkdwn', text: `<${address}|${label}>`, verbatim: true } },
  ],
};

export const drawBlocks = (blocks: Block[]): KnownBlock[] => blocks.flatMap(drawBlock);

export function drawBlock(block: Block): KnownBlock[] {
  const draw = drawers[block.kind] as (block: Block) => KnownBlock[];
  return draw(block);
}

// Slack takes 50 blocks in a message and shortens what is read by nobody. The other 10 are for what stands around the list.
const MOST_ITEMS = 40;
const MOST_FULL_BLOCKS = 10;

function text(words: string): SectionBlock | RichTextBlock {
  if (needsRichText(words)) return richText(words, limits.section);
  return { type: 'section', text: { type: 'mrkdwn', text: mrkdwn(words, limits.section), verbatim: true } };
}

function note(words: string): ContextBlock | RichTextBlock {
  if (needsRichText(words)) return richText(words, limits.context);
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn(words, limits.context), verbatim: true }] };
}

/** Two in a row. */
const facts = (pairs: [string, number][]): SectionBlock => ({
  type: 'section',
  fields: pairs.map(([label, value]) => ({
    type: 'mrkdwn',
    text: mrkdwn(`${bold(label)} ${count(value)}`, limits.field),
    verbatim: true,
  })),
});

function table(header: string[], lines: string[][]): TableBlock {
  const cell = (words: string) => ({ type: 'raw_text' as const, text: cut(words, limits.cell) || '–' });
  return {
    type: 'table',
    rows: [header, ...lines].map((line) => line.map(cell)),
    column_settings: header.map(() => ({ is_wrapped: true })),
  };
}

/** As many lines in a block as it takes. */
function packed(lines: string[]): KnownBlock[] {
  const pieces: string[][] = [];
  let room = 0;
  for (const line of lines) {
    const length = Math.min(mrkdwn(line, limits.section).length, limits.section);
    if (length > room) {
      pieces.push([]);
      room = limits.section;
    }
    pieces.at(-1)?.push(line);
    room -= length + 1;
  }
  const shown = pieces.slice(0, MOST_FULL_BLOCKS);
  return [...shown.map((piece) => text(piece.join('\n'))), ...rest(lines.length - shown.flat().length)];
}

const rest = (left: number) => (left > 0 ? [note(more(left))] : []);
