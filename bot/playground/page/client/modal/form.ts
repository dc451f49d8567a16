import type { Block, KnownBlock } from '@slack/types';
import type { OpenView } from '../../../slack/types.ts';
import { h } from '../base/dom.ts';
import { keyedList } from '../base/keyed.ts';
import { showBlock } from '../blocks/block.ts';
import type { BlockContext } from '../blocks/context.ts';
import { showFieldError } from '../blocks/input.ts';
import type { Field } from '../fields/field.ts';
import { filesOf, isEmpty, manyTexts } from '../fields/value.ts';

type Item = { key: string; block: KnownBlock };

export type Collected = { values: Record<string, string | string[]>; files: Record<string, File[]> };

/** The blocks of one view, with what was entered into them. It outlives updates of the view. */
export function viewForm(context: BlockContext) {
  const fields = new Map<string, Field>();
  const element = h('div', { class: 'modal-blocks blocks' });
  const withForm: BlockContext = {
    ...context,
    form: { register: (blockId, field) => void fields.set(blockId, field), entered: (blockId) => fields.get(blockId) },
  };
  let items: Item[] = [];
  const update = keyedList<Item>(element, {
    key: ({ key }) => key,
    made: ({ block }) => JSON.stringify(block),
    build: ({ block, key }) => {
      const shown = showBlock(block, withForm);
      shown.dataset['block'] = key;
      return shown;
    },
  });

  return { element, show, problems, complain, collect };

  function show({ view, errors = {} }: OpenView) {
    items = keyed(view.blocks.filter(isBlock));
    update(items);
    complain(errors);
  }

  /** Errors by block id; whatever has none loses the one it had. */
  function complain(errors: Record<string, string>) {
    for (const { key, block } of items) {
      const shown = [...element.children].find(
        (child) => child instanceof HTMLElement && child.dataset['block'] === key,
      );
      if (block.type === 'input' && shown instanceof HTMLElement) showFieldError(shown, errors[block.block_id ?? '']);
    }
    if (Object.keys(errors).length > 0) element.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  /** What Slack's own page refuses before anything is sent. */
  function problems(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { block } of items) {
      const field = block.type === 'input' ? fields.get(block.block_id ?? '') : undefined;
      if (block.type !== 'input' || !field) continue;
      const missing = !block.optional && isEmpty(field.read()) ? 'Please complete this required field.' : undefined;
      const problem = missing ?? field.problem?.();
      if (problem) found[block.block_id ?? ''] = problem;
    }
    return found;
  }

  /** Of input blocks; what stands in other blocks was told when it was picked. An empty list means: nothing, not even what was there at first. */
  function collect(): Collected {
    const collected: Collected = { values: {}, files: {} };
    for (const { block } of items) {
      const field = block.type === 'input' ? fields.get(block.block_id ?? '') : undefined;
      if (block.type !== 'input' || !field) continue;
      const value = field.read();
      const blockId = block.block_id ?? '';
      if (block.element.type === 'file_input') collected.files[blockId] = filesOf(value);
      else collected.values[blockId] = value === '' ? [] : typeof value === 'string' ? value : manyTexts(value);
    }
    return collected;
  }
}

function keyed(blocks: KnownBlock[]): Item[] {
  return blocks.map((block, index) => ({ key: block.block_id ?? `${index} ${block.type}`, block }));
}

/** The double lets only known blocks through; a view's declared type is just wider than that. */
export function isBlock(block: Block): block is KnownBlock {
  return 'type' in block;
}
