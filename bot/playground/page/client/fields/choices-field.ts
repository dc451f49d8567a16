import type { Checkboxes, RadioButtons } from '@slack/types';
import { type Names, showText } from '../mrkdwn/show.ts';
import type { Field } from './field.ts';
import { tickList } from './tick-list.ts';
import { manyTexts } from './value.ts';

export function choicesField(element: Checkboxes | RadioButtons, names: Names): Field {
  const isRadio = element.type === 'radio_buttons';
  const ticks = element.options.map(({ value, text, description }) => ({
    value: value ?? '',
    label: [showText(text, names)],
    ...(description && { description: [showText(description, names)] }),
  }));
  const list = tickList(ticks, isRadio ? 'radio' : 'checkbox');
  list.write(initial(element));

  return {
    actionId: element.action_id ?? '',
    element: list.element,
    control: list.element,
    isGroup: true,
    read: () => (isRadio ? (list.read()[0] ?? '') : list.read()),
    write: (value) => list.write(manyTexts(value)),
    onChange: list.onChange,
  };
}

function initial(element: Checkboxes | RadioButtons): string[] {
  const options = element.type === 'checkboxes' ? (element.initial_options ?? []) : [element.initial_option];
  return options.flatMap((option) => option?.value ?? []);
}
