import type { Block } from '../../../views/block.ts';
import { letters } from '../../../views/ink.ts';
import { bar } from '../../../views/kit.ts';
import { count, more } from '../../../wording.ts';
import type { Element } from './adaptive.ts';
import { actionSets, type Pressing, press } from './buttons.ts';
import type { Mentions } from './mentions.ts';
import type { Room } from './room.ts';
import { paragraph } from './words.ts';

export type Drawing = Pressing & { mentions: Mentions; room: Room };

type Drawers = { [K in Block['kind']]: (block: Extract<Block, { kind: K }>, drawing: Drawing) => Element[] };

/** How Teams shows each block of ours. */
const drawers: Drawers = {
  heading: ({ words }, drawing) => text(words, drawing, { size: 'Large', weight: 'Bolder', style: 'heading' }),
  text: ({ words, beside }, drawing) =>
    beside ? besides(words, press(beside, drawing), drawing) : text(words, drawing),
  note: ({ words }, drawing) => text(words, drawing, { size: 'Small', isSubtle: true }),
  facts: ({ pairs }) => [
    { type: 'FactSet', facts: pairs.map(([label, value]) => ({ title: label, value: count(value) })) },
  ],
  progress: ({ done, all, words }, drawing) => [progressBar(done, all), ...text(words, drawing)],
  items: ({ items }, drawing) => listed(items, drawing, 'Medium'),
  lines: ({ lines }, drawing) => listed(lines, drawing, 'None'),
  table: ({ header, lines }, drawing) => table(header, lines, drawing),
  actions: ({ actions }, drawing) => actionSets(actions, drawing),
  link: ({ label, address }) => [
    { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: label, url: address }] },
  ],
};

/** What has no room is counted. */
export function drawBlocks(blocks: Block[], drawing: Drawing): Element[] {
  const shown = blocks.slice(0, drawing.room.blocks);
  const left = blocks.length - shown.length;
  const rest: Block[] = left > 0 ? [{ kind: 'note', words: more(left) }] : [];
  return [...shown, ...rest].flatMap((block) => drawBlock(block, drawing));
}

export function drawBlock(block: Block, drawing: Drawing): Element[] {
  const draw = drawers[block.kind] as (block: Block, drawing: Drawing) => Element[];
  return draw(block, drawing);
}

const text = (words: string, { mentions, room }: Drawing, look: Parameters<typeof paragraph>[2] | object = {}) =>
  paragraph(words, mentions, { ...look, most: room.letters });

function besides(words: string, action: ReturnType<typeof press>, drawing: Drawing): Element[] {
  const button: Element = { type: 'ActionSet', actions: [action] };
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: text(words, drawing) },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [button] },
      ],
    },
  ];
}

/** Of Teams alone. Who does not know it sees the same in characters. */
function progressBar(done: number, all: number): Element {
  const value = all === 0 ? 100 : Math.floor((done / all) * 100);
  return {
    type: 'ProgressBar',
    value,
    max: 100,
    fallback: { type: 'TextBlock', text: bar(done, all), wrap: true },
  };
}

/** One below the other. What has no room is counted. */
function listed(words: string[], drawing: Drawing, spacing: 'None' | 'Medium'): Element[] {
  const shown = words.slice(0, drawing.room.lines);
  const left = words.length - shown.length;
  return [
    ...shown.flatMap((line, index) =>
      text(line, drawing).map((element, at) => (index > 0 && at === 0 ? { ...element, spacing } : element)),
    ),
    ...(left > 0 ? drawBlock({ kind: 'note', words: more(left) }, drawing) : []),
  ];
}

function table(header: string[], lines: string[][], drawing: Drawing): Element[] {
  const cell = (words: string, look: object = {}) => ({
    type: 'TableCell' as const,
    items: text(letters(words) || '–', drawing, look),
  });
  const shown = lines.slice(0, drawing.room.lines);
  const left = lines.length - shown.length;
  return [
    {
      type: 'Table',
      firstRowAsHeaders: true,
      columns: header.map(() => ({ width: 1 })),
      rows: [
        { type: 'TableRow', cells: header.map((words) => cell(words, { weight: 'Bolder' })) },
        ...shown.map((line) => ({ type: 'TableRow' as const, cells: line.map((words) => cell(words)) })),
      ],
    },
    ...(left > 0 ? drawBlock({ kind: 'note', words: more(left) }, drawing) : []),
  ];
}
