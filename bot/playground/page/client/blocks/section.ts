import type { SectionBlock } from '@slack/types';
import { h } from '../base/dom.ts';
import { showText } from '../mrkdwn/show.ts';
import type { BlockContext } from './context.ts';
import { showElement } from './element.ts';

export function showSection({ text, fields, accessory, block_id }: SectionBlock, context: BlockContext): HTMLElement {
  const words = text && showText(text, context.names);
  const facts =
    fields && h('div', { class: 'fields' }, ...fields.map((field) => h('div', {}, showText(field, context.names))));
  const side =
    accessory && h('div', { class: 'accessory' }, showElement(accessory, block_id, context, text?.text ?? 'Choose'));
  return h('div', { class: 'block-section' }, h('div', { class: 'section-body' }, words, facts), side);
}
