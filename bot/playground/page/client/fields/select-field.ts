import type {
  ChannelsSelect,
  ConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  PlainTextOption,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import { h, on } from '../base/dom.ts';
import { withEmoji } from '../mrkdwn/emoji.ts';
import type { Field } from './field.ts';
import { tickList } from './tick-list.ts';
import { manyTexts, oneText } from './value.ts';

type AnySelect = StaticSelect | UsersSelect | ChannelsSelect | ConversationsSelect;

/** A person or a conversation. */
type Named = { id: string; name: string };
type Entry = { value: string; label: string };
type Group = { label?: string; entries: Entry[] };

/** The browser's own select: keyboards, phones and screen readers know it best. */
export function selectField(element: AnySelect, named: Named[]): Field {
  const control = h('select', { class: 'select', 'data-autofocus': element.focus_on_load === true });
  control.append(h('option', { value: '' }, element.placeholder?.text ?? 'Select an item'));
  control.append(...groupsOf(element, named).map(showGroup));
  control.value = initialOf(element) ?? '';

  return {
    actionId: element.action_id ?? '',
    element: control,
    control,
    isGroup: false,
    read: () => control.value,
    write: (value) => {
      control.value = oneText(value);
    },
    onChange: (changed) => void on(control, 'change', changed),
  };
}

function initialOf(element: AnySelect): string | undefined {
  switch (element.type) {
    case 'users_select':
      return element.initial_user;
    case 'channels_select':
      return element.initial_channel;
    case 'conversations_select':
      return element.initial_conversation;
    case 'static_select':
      return element.initial_option?.value;
  }
}

/** A list of ticks: a native multiple select would ask for Ctrl clicks. */
export function multiSelectField(element: MultiStaticSelect | MultiUsersSelect, named: Named[]): Field {
  const initial =
    element.type === 'multi_users_select'
      ? element.initial_users
      : element.initial_options?.map(({ value }) => value ?? '');
  const entries = groupsOf(element, named).flatMap(({ entries }) => entries);
  const list = tickList(
    entries.map(({ value, label }) => ({ value, label: [label] })),
    'checkbox',
  );
  list.write(initial ?? []);
  const { max_selected_items: most } = element;

  return {
    actionId: element.action_id ?? '',
    element: list.element,
    control: list.element,
    isGroup: true,
    read: list.read,
    write: (value) => list.write(manyTexts(value)),
    problem: () => (most !== undefined && list.read().length > most ? `Please select at most ${most}.` : undefined),
    onChange: list.onChange,
  };
}

function showGroup({ label, entries }: Group): HTMLElement | DocumentFragment {
  const options = entries.map((entry) => h('option', { value: entry.value }, entry.label));
  if (label !== undefined) return h('optgroup', { label }, ...options);
  const fragment = document.createDocumentFragment();
  fragment.append(...options);
  return fragment;
}

function groupsOf(element: AnySelect | MultiStaticSelect | MultiUsersSelect, named: Named[]): Group[] {
  if (element.type !== 'static_select' && element.type !== 'multi_static_select') {
    return [{ entries: named.map(({ id, name }) => ({ value: id, label: name })) }];
  }
  if (element.options) return [{ entries: element.options.map(entry) }];
  return (element.option_groups ?? []).map(({ label, options }) => ({
    label: label.text,
    entries: options.map(entry),
  }));
}

function entry({ text, value }: PlainTextOption): Entry {
  return { value: value ?? '', label: withEmoji(text.text) };
}
