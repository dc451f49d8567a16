import type { Option, PlainTextOption, RichTextBlock } from '@slack/types';
import type { Element } from './elements.ts';

/** What an element holds, in the form in which Slack tells it in `state.values`. */
export type InputValue = {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  rich_text_value?: RichTextBlock;
  files?: Record<string, unknown>[];
};

/** What the element holds before anybody touches it; undefined when it holds nothing, like a button. */
export function initialValue(element: Element): InputValue | undefined {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'rich_text_input':
      return { type, ...(element.initial_value && { rich_text_value: element.initial_value }) };
    case 'file_input':
      return { type, files: [] };
    default:
      return undefined;
  }
}

/**
 * What the element holds after a person has chosen.
 * `offered` are the options that an external select has been given by the bot.
 * @throws when an option is chosen that is not there: no client can do that
 */
export function chosenValue(element: Element, chosen: string[], offered: PlainTextOption[]): InputValue | undefined {
  const { type } = element;
  const [first = null] = chosen;
  const pick = (options: Option[]) => chosen.map((value) => pickOption(options, value, element));

  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: first === '' ? null : first };
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: pick(optionsOf(element))[0] ?? null };
    case 'external_select':
      return { type, selected_option: pick(offered)[0] ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: pick(optionsOf(element)) };
    case 'multi_external_select':
      return { type, selected_options: pick(offered) };
    case 'users_select':
      return { type, selected_user: first };
    case 'multi_users_select':
      return { type, selected_users: chosen };
    case 'conversations_select':
      return { type, selected_conversation: first };
    case 'multi_conversations_select':
      return { type, selected_conversations: chosen };
    case 'channels_select':
      return { type, selected_channel: first };
    case 'multi_channels_select':
      return { type, selected_channels: chosen };
    case 'datepicker':
      return { type, selected_date: first };
    case 'timepicker':
      return { type, selected_time: first };
    case 'datetimepicker':
      return { type, selected_date_time: first === null ? null : Number(first) };
    case 'rich_text_input':
      return { type, rich_text_value: richText(first ?? '') };
    default:
      return undefined;
  }
}

type WithOptions = Extract<Element, { options?: Option[] }>;

export function optionsOf(element: WithOptions): Option[] {
  const grouped = 'option_groups' in element ? (element.option_groups ?? []).flatMap((group) => group.options) : [];
  return [...(element.options ?? []), ...grouped];
}

function pickOption(options: Option[], value: string, { type, action_id }: Element): Option {
  const option = options.find((one) => one.value === value);
  if (!option) throw new Error(`${type} ${action_id} has no option "${value}"`);
  return option;
}

function richText(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
