import type { KnownBlock } from '@slack/types';
import { allBlocks, elementsIn } from '../elements.ts';
import { type Finding, finding } from './finding.ts';
import { notIn, type Surface, totals } from './limits.ts';

/** What holds for a message or view as a whole: what may stand where, how often, and how much in all. */
export function placement(blocks: KnownBlock[], surface: Surface): Finding[] {
  return [
    ...tooMany(blocks, surface),
    ...wrongSurface(blocks, surface),
    ...repeatedIds(blocks),
    ...repeatedActions(blocks),
    ...severalTables(blocks),
    ...tooMuchMarkdown(blocks),
    ...severalFocused(blocks),
  ];
}

function tooMany(blocks: KnownBlock[], surface: Surface): Finding[] {
  if (surface !== 'message' || blocks.length <= totals.messageBlocks) return [];
  return [finding('', `no more than ${totals.messageBlocks} items allowed`)];
}

function wrongSurface(blocks: KnownBlock[], surface: Surface): Finding[] {
  return blocks.flatMap((block, index) => {
    const inside = allBlocks([block]);
    const wrong = inside.find((one) => notIn[surface].includes(one.type));
    const file = surface !== 'modal' && inside.some((one) => one.type === 'input' && one.element.type === 'file_input');
    return [
      ...(wrong ? [finding(`/${index}/type`, `unsupported type: ${wrong.type}`)] : []),
      ...(file ? [finding(`/${index}/element/type`, 'unsupported type: file_input')] : []),
    ];
  });
}

function repeatedIds(blocks: KnownBlock[]): Finding[] {
  const ids = allBlocks(blocks).flatMap((block) => block.block_id ?? []);
  return repeated(ids).map((id) => finding('', `block_id "${id}" already exists`));
}

function repeatedActions(blocks: KnownBlock[]): Finding[] {
  return blocks.flatMap((block, index) =>
    allBlocks([block]).flatMap((one) => {
      const ids = elementsIn(one).flatMap((element) => element.action_id ?? []);
      return repeated(ids).map((id) => finding(`/${index}`, `action_id "${id}" already exists`));
    }),
  );
}

const repeated = (ids: string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];

function severalTables(blocks: KnownBlock[]): Finding[] {
  const tables = allBlocks(blocks).filter((block) => block.type === 'table' || block.type === 'data_table');
  return tables.length > 1 ? [finding('', 'only_one_table_allowed')] : [];
}

function tooMuchMarkdown(blocks: KnownBlock[]): Finding[] {
  const length = blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
  if (length <= totals.markdown) return [];
  return [finding('', `markdown text must be less than ${totals.markdown + 1} characters in all`)];
}

function severalFocused(blocks: KnownBlock[]): Finding[] {
  const focused = allBlocks(blocks)
    .flatMap(elementsIn)
    .filter((one) => 'focus_on_load' in one && one.focus_on_load);
  return focused.length > 1 ? [finding('', 'focus_on_load can only be true for one element')] : [];
}
