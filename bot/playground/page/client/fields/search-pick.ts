import type { Choices } from '../../act.ts';
import { button, freshId, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { resultList } from './result-list.ts';

type Option = Choices[number];

/** Long enough that a word typed in one go is one question, short enough to feel immediate. */
const PATIENCE_MS = 150;

/** Labels of values that were chosen anywhere on the page, to show them again after a block is built anew. */
const labels = new Map<string, string>();

type Pick = {
  isMulti: boolean;
  /** How many letters are typed before there is anything to offer. */
  least: number;
  placeholder: string;
  options(typed: string): Promise<Choices>;
  initial: Choices;
  focusFirst?: boolean;
};

/** A combobox whose options the bot answers while one types. */
export function searchPick({ isMulti, least, placeholder, options, initial, focusFirst = false }: Pick) {
  const listId = freshId('options');
  const input = h('input', {
    class: 'input',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    autocomplete: 'off',
    placeholder,
    'data-autofocus': focusFirst,
  });
  const chips = h('div', { class: 'chips', role: 'list', 'aria-label': 'Chosen' });
  const results = resultList(input, listId, choose);
  const changes: (() => void)[] = [];
  let chosen: string[] = [];
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  on(input, 'input', () => {
    if (!isMulti) chosen = [];
    askSoon();
  });
  // Enter takes an option; it never sends the whole form.
  on(input, 'keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  on(input, 'focus', () => askSoon());
  on(input, 'click', () => askSoon());
  on(input, 'blur', () => {
    clearTimeout(timer);
    asked += 1;
    results.hide();
    if (!isMulti) input.value = chosen[0] === undefined ? '' : (labels.get(chosen[0]) ?? chosen[0]);
    else input.value = '';
  });
  for (const { value, label } of initial) labels.set(value, label);
  write(initial.map(({ value }) => value));

  return {
    element: h('div', { class: 'search-field' }, isMulti && chips, input, results.element),
    control: input,
    read: () => chosen,
    write,
    onChange: (changed: () => void) => void changes.push(changed),
  };

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PATIENCE_MS);
  }

  async function ask() {
    const typed = isMulti || chosen.length === 0 ? input.value.trim() : '';
    if (typed.length < least) return results.say(`Type ${least === 1 ? 'a letter' : `${least} letters`} to search.`);

    asked += 1;
    const question = asked;
    results.say('Searching …');
    const found = await options(typed).catch(() => undefined);
    if (question !== asked) return;
    if (!found) return results.say('The options could not be loaded.');
    results.offer(found.filter(({ value }) => !isMulti || !chosen.includes(value)));
  }

  function choose({ value, label }: Option) {
    labels.set(value, label);
    write(isMulti ? [...chosen, value] : [value]);
    results.hide();
    for (const changed of changes) changed();
  }

  function write(values: string[]) {
    chosen = values.filter((value) => value !== '');
    input.value = isMulti || chosen[0] === undefined ? '' : (labels.get(chosen[0]) ?? chosen[0]);
    chips.replaceChildren(...chosen.map(chip));
  }

  function chip(value: string): HTMLElement {
    const label = labels.get(value) ?? value;
    const remove = button(
      { class: 'chip-remove', 'aria-label': `Remove ${label}` },
      () => {
        write(chosen.filter((other) => other !== value));
        input.focus();
        for (const changed of changes) changed();
      },
      icon('close'),
    );
    return h('span', { class: 'chip', role: 'listitem' }, label, remove);
  }
}
