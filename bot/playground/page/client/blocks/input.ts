import type { InputBlock } from '@slack/types';
import { freshId, h } from '../base/dom.ts';
import { type Field, makeField } from '../fields/field.ts';
import { withEmoji } from '../mrkdwn/emoji.ts';
import type { BlockContext } from './context.ts';
import { dispatchFrom } from './dispatch.ts';
import { pick } from './element.ts';

/** A labelled field with its hint and a place for its error. */
export function showInput(block: InputBlock, context: BlockContext): HTMLElement {
  const field = makeField(block.element, context);
  if (!field) return h('p', { class: 'block-unknown' }, `The playground cannot show “${block.element.type}”.`);

  const blockId = block.block_id ?? '';
  keepEntered(field, context.form?.entered(blockId));
  context.form?.register(blockId, field);
  if (block.dispatch_action) dispatchFrom(block.element, field, () => void pick(field, blockId, context));

  const hint = block.hint && h('div', { class: 'hint', id: freshId('hint') }, withEmoji(block.hint.text));
  const error = h('div', { class: 'field-error', id: freshId('error'), role: 'alert', hidden: true });
  field.control.setAttribute('aria-describedby', [hint?.id, error.id].filter(Boolean).join(' '));
  if (!block.optional && field.control.role !== 'group') field.control.setAttribute('aria-required', 'true');
  return h('div', { class: 'block-input' }, label(block, field), field.element, hint, error);
}

function label({ label, optional }: InputBlock, { control, isGroup }: Field): HTMLElement {
  const text = withEmoji(label.text);
  const note = optional && h('span', { class: 'optional', 'aria-hidden': 'true' }, ' (optional)');
  control.id ||= freshId('field');
  if (!isGroup) return h('label', { class: 'label', for: control.id }, text, note);

  const name = h('div', { class: 'label', id: freshId('label') }, text, note);
  control.setAttribute('aria-labelledby', name.id);
  control.tabIndex = -1;
  return name;
}

/** As in Slack: what was typed stays when a view is updated and block and action are still the same. */
function keepEntered(field: Field, before: Field | undefined): void {
  if (before && before.actionId === field.actionId) field.write(before.read());
}

/** Shows or takes away the error under an input block. */
export function showFieldError(shown: HTMLElement, message: string | undefined): void {
  const error = shown.querySelector<HTMLElement>(':scope > .field-error');
  if (!error || error.textContent === (message ?? '')) return;
  error.textContent = message ?? '';
  error.hidden = message === undefined;
  shown.classList.toggle('invalid', message !== undefined);
  const control = shown.querySelector(`[aria-describedby~="${error.id}"]`);
  if (message === undefined) control?.removeAttribute('aria-invalid');
  else control?.setAttribute('aria-invalid', 'true');
}
