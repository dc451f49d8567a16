import type { InputBlockElement } from '@slack/types';
import type { Field } from '../fields/field.ts';

const TEXTS = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);

/** Texts tell when Enter is pressed, unless they ask for every letter; all else tells when it changes. */
export function dispatchFrom(element: InputBlockElement, field: Field, tell: () => void): void {
  if (!TEXTS.has(element.type)) field.onChange(tell);
  else if (wantsEveryLetter(element)) field.control.addEventListener('input', tell);
  else field.control.addEventListener('keydown', (event) => onEnter(event, tell));
}

function wantsEveryLetter(element: InputBlockElement): boolean {
  const config = 'dispatch_action_config' in element ? element.dispatch_action_config : undefined;
  return config?.trigger_actions_on?.includes('on_character_entered') ?? false;
}

function onEnter(event: KeyboardEvent, tell: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  tell();
}
