import type { KnownBlock } from '@slack/types';
import { h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { withEmoji } from '../mrkdwn/emoji.ts';
import { showMarkdown, showText } from '../mrkdwn/show.ts';
import type { BlockContext } from './context.ts';
import { showElement } from './element.ts';
import { showImage } from './image.ts';
import { showInput } from './input.ts';
import { showRichText } from './rich-text.ts';
import { showSection } from './section.ts';
import { showTable } from './table.ts';

/** A message's or modal's block as Slack would show it. */
export function showBlock(block: KnownBlock, context: BlockContext): HTMLElement {
  const { names } = context;
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'block-header' }, withEmoji(block.text.text));
    case 'divider':
      return h('hr', { class: 'block-divider' });
    case 'section':
      return showSection(block, context);
    case 'context':
      return h(
        'div',
        { class: 'block-context' },
        ...block.elements.map((part) => (part.type === 'image' ? showImage(part) : showText(part, names))),
      );
    case 'actions':
      return h(
        'div',
        { class: 'block-actions' },
        ...block.elements.map((part) => showElement(part, block.block_id, context)),
      );
    case 'input':
      return showInput(block, context);
    case 'image':
      return h(
        'figure',
        { class: 'block-image' },
        block.title && h('figcaption', {}, block.title.text),
        showImage(block),
      );
    case 'table':
      return showTable(block, names);
    case 'data_table':
      return showTable(block, names);
    case 'rich_text':
      return showRichText(block, names);
    case 'markdown':
      return showMarkdown(block.text, names);
    case 'alert':
      return showAlert(block, context);
    default:
      return h('p', { class: 'block-unknown' }, `The playground cannot show a block of the type “${block.type}”.`);
  }
}

function showAlert(
  { text, level = 'default' }: Extract<KnownBlock, { type: 'alert' }>,
  { names }: BlockContext,
): HTMLElement {
  const grave = level === 'error' || level === 'warning';
  const sign = grave ? 'warning' : level === 'success' ? 'done' : 'info';
  return h('div', { class: `block-alert ${level}`, role: grave ? 'alert' : 'note' }, icon(sign), showText(text, names));
}
