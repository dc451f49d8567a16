import { freshId, h, on } from '../base/dom.ts';

export type Suggestion = { words: string; note: string };

/** What fits to what stands before the cursor, and which letters of it the suggestion takes the place of. */
export type Suggest = (before: string) => { from: number; fitting: Suggestion[] };

/** Suggestions over the composer while a command is being typed. Enter sends as ever; arrows and Tab take a suggestion. */
export function suggestions(input: HTMLTextAreaElement, suggest: Suggest) {
  const element = h('div', {
    class: 'slash',
    role: 'listbox',
    id: freshId('slash'),
    'aria-label': 'Suggestions',
    hidden: true,
  });
  let at = -1;
  on(input, 'input', refresh);
  on(input, 'blur', hide);
  input.setAttribute('aria-controls', element.id);

  return { element, hide, key };

  function refresh() {
    const { fitting } = suggest(before());
    if (fitting.length === 0) return hide();
    element.replaceChildren(...fitting.map(row));
    element.hidden = false;
    mark(-1);
  }

  function before(): string {
    return input.value.slice(0, input.selectionStart);
  }

  function row({ words, note }: Suggestion): HTMLElement {
    const shown = h(
      'div',
      { role: 'option', id: freshId('hint'), 'data-words': words, 'aria-selected': 'false' },
      h('strong', {}, words.trim()),
      h('span', { class: 'faint' }, note),
    );
    on(shown, 'mousedown', (event) => event.preventDefault());
    return on(shown, 'click', () => take(shown));
  }

  /** True when the key was meant for the suggestions. */
  function key(event: KeyboardEvent): boolean {
    if (element.hidden) return false;
    const rows = [...element.querySelectorAll<HTMLElement>('[role=option]')];
    const marked = rows[at];
    if (event.key === 'ArrowDown') mark((at + 1) % rows.length);
    else if (event.key === 'ArrowUp') mark((at <= 0 ? rows.length : at) - 1);
    else if (event.key === 'Escape') hide();
    else if (event.key === 'Tab' && !event.shiftKey) take(marked ?? rows[0]);
    else if (event.key === 'Enter' && marked) take(marked);
    else return false;
    event.preventDefault();
    return true;
  }

  function take(shown: HTMLElement | undefined) {
    const { from } = suggest(before());
    input.setRangeText(shown?.dataset['words'] ?? '', from, input.selectionStart, 'end');
    input.focus();
    refresh();
  }

  function mark(index: number) {
    at = index;
    const rows = [...element.querySelectorAll('[role=option]')];
    for (const [place, shown] of rows.entries()) shown.setAttribute('aria-selected', String(place === at));
    const marked = rows[at];
    if (marked) input.setAttribute('aria-activedescendant', marked.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function hide() {
    element.hidden = true;
    mark(-1);
  }
}
