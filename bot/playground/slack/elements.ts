import type { KnownBlock } from '@slack/types';
import { randomLetters } from './ids.ts';

type ElementOf<Block> = Block extends { elements: (infer Element)[] } ? Element : never;
export type InputElement = Extract<KnownBlock, { type: 'input' }>['element'];
export type Accessory = Exclude<NonNullable<Extract<KnownBlock, { type: 'section' }>['accessory']>, { type: 'image' }>;

/** Anything that a person can press, pick from or fill in. */
export type Element =
  | ElementOf<Extract<KnownBlock, { type: 'actions' | 'context_actions' }>>
  | InputElement
  | Accessory;

/** Each block with the blocks inside it. */
export function allBlocks(blocks: KnownBlock[]): KnownBlock[] {
  return blocks.flatMap((block): KnownBlock[] => {
    if (block.type === 'container') return [block, ...block.child_blocks];
    if (block.type === 'carousel') return [block, ...block.elements];
    return [block];
  });
}

export function elementsIn(block: KnownBlock): Element[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return block.elements;
    case 'input':
      return [block.element];
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : [];
    case 'card':
      return block.actions ?? [];
    default:
      return [];
  }
}

export type Place = { block: KnownBlock; blockId: string; element: Element; actionId: string };

/** Every element with the ids that its state and its actions go by. */
export function placesIn(blocks: KnownBlock[]): Place[] {
  return allBlocks(blocks).flatMap((block) =>
    elementsIn(block).map((element) => ({
      block,
      blockId: block.block_id ?? '',
      element,
      actionId: element.action_id ?? '',
    })),
  );
}

/** A copy in which blocks and elements have ids, as Slack gives them to those that came without. */
export function withIds(blocks: KnownBlock[]): KnownBlock[] {
  const copy = structuredClone(blocks);

  for (const block of allBlocks(copy)) {
    block.block_id ||= randomLetters(5);
    for (const element of elementsIn(block)) element.action_id ||= randomLetters(5);
  }
  return copy;
}
