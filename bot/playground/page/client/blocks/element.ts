import type { ActionsBlockElement, ConfirmationDialog, SectionBlockAccessory } from '@slack/types';
import { h } from '../base/dom.ts';
import { type Field, makeField } from '../fields/field.ts';
import { manyTexts } from '../fields/value.ts';
import { showButton, showOverflow } from './button.ts';
import { confirmed } from './confirm.ts';
import type { BlockContext } from './context.ts';
import { showImage } from './image.ts';

type Element = ActionsBlockElement | SectionBlockAccessory;

/** Something a person can press or pick outside of an input block. */
export function showElement(
  element: Element,
  blockId: string | undefined,
  context: BlockContext,
  label = 'Choose',
): HTMLElement {
  if (element.type === 'button') return showButton(element, blockId, context);
  if (element.type === 'overflow') return showOverflow(element, blockId, context);
  if (element.type === 'image') return showImage(element);

  const field = makeField(element, context);
  if (!field) return h('span', { class: 'block-unknown' }, `The playground cannot show “${element.type}”.`);
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  field.control.setAttribute('aria-label', placeholder ?? label.replace(/[*_~`]/g, ''));
  if (blockId !== undefined) context.form?.register(blockId, field);
  field.onChange(() => void pick(field, blockId, context, 'confirm' in element ? element.confirm : undefined));
  return field.element;
}

/** Tells Slack what was picked; used too by inputs that dispatch an action. */
export async function pick(
  field: Field,
  blockId: string | undefined,
  context: BlockContext,
  confirm?: ConfirmationDialog,
): Promise<void> {
  if (confirm && !(await confirmed(confirm, context.names))) return;
  const value = field.read();
  const selected = manyTexts(value);
  field.element.setAttribute('aria-busy', 'true');
  await context.press(field.actionId, {
    ...(blockId !== undefined && { blockId }),
    ...(typeof value === 'string' && { value }),
    selected: selected.filter((entry) => entry !== ''),
  });
  field.element.removeAttribute('aria-busy');
}
