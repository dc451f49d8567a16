import type { InputBlock, PlainTextOption } from '@slack/types';
import { plain } from '../kit.ts';
import { limits } from '../limits.ts';

type More = { optional?: true; hint?: string };

/** Each block has one element of the same name. */
export const input = (
  id: string,
  label: string,
  element: InputBlock['element'],
  { optional, hint }: More = {},
): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label, limits.label),
  element: { ...element, action_id: id },
  ...(optional && { optional }),
  ...(hint && { hint: plain(hint, limits.label) }),
});

/** One thing that is wanted or not. */
export const tick = (
  id: string,
  label: string,
  words: { label: string; about: string },
  ticked: boolean,
): InputBlock => {
  const yes: PlainTextOption = {
    text: plain(words.label, limits.option),
    value: 'yes',
    description: plain(words.about, limits.option),
  };
  const element = { type: 'checkboxes' as const, options: [yes], ...(ticked && { initial_options: [yes] }) };
  return input(id, label, element, { optional: true });
};
