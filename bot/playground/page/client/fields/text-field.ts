import type { Datepicker, EmailInput, NumberInput, PlainTextInput, Timepicker, URLInput } from '@slack/types';
import { h } from '../base/dom.ts';
import type { Field } from './field.ts';
import { oneText } from './value.ts';

type TextElement = PlainTextInput | NumberInput | EmailInput | URLInput | Datepicker | Timepicker;

const INPUT_TYPES = {
  plain_text_input: 'text',
  number_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
} as const;

export function textField(element: TextElement): Field {
  const control = makeControl(element);
  control.value = initial(element);

  return {
    actionId: element.action_id ?? '',
    element: control,
    control,
    isGroup: false,
    read: () => control.value,
    write: (value) => {
      control.value = oneText(value);
    },
    problem: () => (control.value === '' ? undefined : problemWith(element, control.value)),
    onChange: (changed) => control.addEventListener('change', changed),
  };
}

function makeControl(element: TextElement): HTMLInputElement | HTMLTextAreaElement {
  const attributes = {
    placeholder: 'placeholder' in element ? element.placeholder?.text : undefined,
    'data-autofocus': 'focus_on_load' in element && element.focus_on_load === true,
  };
  if (element.type === 'plain_text_input' && element.multiline) {
    return h('textarea', { ...attributes, class: 'input', rows: 5, maxlength: element.max_length ?? 3000 });
  }
  return h('input', {
    ...attributes,
    class: 'input',
    type: INPUT_TYPES[element.type],
    inputmode: element.type === 'number_input' ? 'decimal' : undefined,
    maxlength: element.type === 'plain_text_input' ? (element.max_length ?? 3000) : undefined,
    autocomplete: 'off',
  });
}

function initial(element: TextElement): string {
  if (element.type === 'datepicker') return element.initial_date ?? '';
  if (element.type === 'timepicker') return element.initial_time ?? '';
  return element.initial_value ?? '';
}

function problemWith(element: TextElement, value: string): string | undefined {
  if (element.type === 'plain_text_input' && value.length < (element.min_length ?? 0)) {
    return `Please enter at least ${element.min_length} characters.`;
  }
  return element.type === 'number_input' ? problemWithNumber(element, value) : undefined;
}

function problemWithNumber(
  { is_decimal_allowed, min_value, max_value }: NumberInput,
  value: string,
): string | undefined {
  const pattern = is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(value.trim()))
    return is_decimal_allowed ? 'Please enter a number.' : 'Please enter a whole number.';
  if (min_value !== undefined && Number(value) < Number(min_value)) return `Please enter ${min_value} or more.`;
  if (max_value !== undefined && Number(value) > Number(max_value)) return `Please enter ${max_value} or less.`;
  return undefined;
}
