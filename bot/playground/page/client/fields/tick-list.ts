import { type Child, freshId, h, on } from '../base/dom.ts';

type Tick = { value: string; label: Child[]; description?: Child[] };

/** Checkboxes or radio buttons in a group, each with its label. */
export function tickList(ticks: Tick[], type: 'checkbox' | 'radio') {
  const name = freshId('ticks');
  const inputs = ticks.map(({ value }) => h('input', { type, name, value, id: freshId('tick') }));
  const element = h(
    'div',
    { class: 'ticks', role: type === 'radio' ? 'radiogroup' : 'group' },
    ...ticks.map((tick, index) => row(tick, inputs[index])),
  );

  return {
    element,
    read: () => inputs.filter(({ checked }) => checked).map(({ value }) => value),
    write(values: string[]) {
      for (const input of inputs) input.checked = values.includes(input.value);
    },
    onChange: (changed: () => void) => void on(element, 'change', changed),
  };
}

function row({ label, description }: Tick, input: HTMLInputElement | undefined): HTMLElement {
  const note = description && h('div', { class: 'tick-note', id: freshId('note') }, ...description);
  if (note) input?.setAttribute('aria-describedby', note.id);
  const text = h('label', { for: input?.id }, ...label);
  return h('div', { class: 'tick' }, input, h('div', {}, text, note));
}
