import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import type { Block, Field, Input } from '../../../views/block.ts';
import { limits } from '../limits.ts';
import { drawBlock } from './blocks.ts';
import { option, plain } from './plain.ts';

type Element = InputBlock['element'];
type Elements = { [K in Input['type']]: (input: Extract<Input, { type: K }>) => Element };

export const drawForm = (body: (Block | Field)[]): KnownBlock[] =>
  body.flatMap((part) => (part.kind === 'field' ? [drawField(part)] : drawBlock(part)));

/** Each block has one element of the same name. */
function drawField({ id, label, hint, optional, input }: Field): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label, limits.label),
    element: { ...element(input), action_id: id },
    ...(optional && { optional }),
    ...(hint && { hint: plain(hint, limits.label) }),
  };
}

function element(input: Input): Element {
  const draw = elements[input.type] as (input: Input) => Element;
  return draw(input);
}

const elements: Elements = {
  file: ({ extensions }) => ({ type: 'file_input', filetypes: extensions, max_files: 1 }),

  line: ({ most, initial }) => ({
    type: 'plain_text_input',
    max_length: most,
    ...(initial && { initial_value: initial }),
  }),

  paragraph: ({ most }) => ({ type: 'plain_text_input', multiline: true, max_length: most }),

  tick({ label, about, ticked }) {
    const yes: PlainTextOption = {
      text: plain(label, limits.option),
      value: 'yes',
      description: plain(about, limits.option),
    };
    return { type: 'checkboxes', options: [yes], ...(ticked && { initial_options: [yes] }) };
  },

  choice: ({ options, initial }) => ({
    type: 'static_select',
    options: options.map(option),
    initial_option: option(initial),
  }),

  pick({ many, hint, initial }) {
    const placeholder = plain(hint, limits.placeholder);
    if (many) return { type: 'multi_external_select', min_query_length: 0, placeholder };
    const chosen = initial && { initial_option: option(initial) };
    return { type: 'external_select', min_query_length: 0, placeholder, ...chosen };
  },

  moment: ({ initial }) => ({ type: 'datetimepicker', initial_date_time: Math.floor(initial.getTime() / 1000) }),

  people: ({ most }) => ({ type: 'multi_users_select', max_selected_items: most }),

  // Approvers are asked in private channels as often as not, and Slack's own list of channels has public ones alone.
  channel: ({ initial }) => ({
    type: 'conversations_select',
    filter: { include: ['public', 'private'] },
    ...(initial && /^[CG][A-Z0-9]+$/.test(initial) && { initial_conversation: initial }),
  }),
};
