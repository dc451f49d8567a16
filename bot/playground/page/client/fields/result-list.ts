import type { Choices } from '../../act.ts';
import { freshId, h, on } from '../base/dom.ts';

type Option = Choices[number];

/** The list under a combobox, moved through with the arrow keys while the focus stays in the input. */
export function resultList(input: HTMLInputElement, id: string, chosen: (option: Option) => void) {
  const element = h('div', { class: 'results', role: 'listbox', id, 'aria-label': 'Options', hidden: true });
  let options: Option[] = [];
  let at = -1;

  on(input, 'keydown', (event) => {
    if (element.hidden) return;
    if (event.key === 'Escape') return stop(event, hide);
    if (event.key === 'ArrowDown') return stop(event, () => mark(at + 1));
    if (event.key === 'ArrowUp') return stop(event, () => mark(at - 1));
    const option = options[at];
    if (event.key === 'Enter' && option) stop(event, () => chosen(option));
  });

  return { element, offer, say, hide };

  function offer(found: Option[]) {
    options = found;
    if (found.length === 0) return say('No results');
    open(found.map(row));
    mark(0);
  }

  function say(text: string) {
    options = [];
    open([h('div', { class: 'results-note', role: 'status' }, text)]);
    mark(-1);
  }

  function open(rows: HTMLElement[]) {
    element.replaceChildren(...rows);
    element.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  }

  function hide() {
    element.hidden = true;
    options = [];
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function row(option: Option): HTMLElement {
    const shown = h('div', { role: 'option', id: freshId('option') }, option.label);
    // A plain click would first take the focus away from the input and so close the list.
    on(shown, 'mousedown', (event) => event.preventDefault());
    return on(shown, 'click', () => chosen(option));
  }

  function mark(index: number) {
    at = options.length === 0 ? -1 : (index + options.length) % options.length;
    const rows = [...element.children];
    for (const [place, shown] of rows.entries()) {
      if (shown.getAttribute('role') === 'option') shown.setAttribute('aria-selected', String(place === at));
    }
    const marked = rows[at];
    if (!marked) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', marked.id);
    marked.scrollIntoView({ block: 'nearest' });
  }
}

function stop(event: KeyboardEvent, then: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  then();
}
