import type { DateTimepicker } from '@slack/types';
import { h } from '../base/dom.ts';
import type { Field } from './field.ts';
import { oneText } from './value.ts';

/** Slack tells seconds since 1970; a person sees the time where they are. */
export function momentField(element: DateTimepicker): Field {
  const control = h('input', {
    class: 'input',
    type: 'datetime-local',
    'data-autofocus': element.focus_on_load === true,
  });
  const write = (seconds: string) => {
    control.value = seconds === '' ? '' : local(new Date(Number(seconds) * 1000));
  };
  write(element.initial_date_time === undefined ? '' : String(element.initial_date_time));

  return {
    actionId: element.action_id ?? '',
    element: control,
    control,
    isGroup: false,
    read: () => (control.value === '' ? '' : String(Math.floor(new Date(control.value).getTime() / 1000))),
    write: (value) => write(oneText(value)),
    onChange: (changed) => control.addEventListener('change', changed),
  };
}

/** As the browser writes it into such an input: no zone, since it is that of whoever looks. */
function local(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
