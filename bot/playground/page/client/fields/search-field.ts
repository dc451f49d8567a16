import type { ExternalSelect, MultiExternalSelect } from '@slack/types';
import type { Choices } from '../../act.ts';
import { button, freshId, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import type { BlockContext } from '../blocks/context.ts';
import type { Field } from './field.ts';
import { resultList } from './result-list.ts';
import { manyTexts } from './value.ts';

type Element = ExternalSelect | MultiExternalSelect;
type Option = Choices[number];

/** Long enough that a word typed in one go is one question, short enough to feel immediate. */
const PATIENCE_MS = 150;

/** Labels of values that were chosen anywhere on the page, to show them again after a block is built anew. */
const labels = new Map<string, string>();

/** A combobox whose options the bot answers while one types. */
export function searchField(element: Element, context: BlockContext): Field {
  const isMulti = element.type === 'multi_external_select';
  const actionId = element.action_id ?? '';
  const listId = freshId('options');
  const input = h('input', {
    class: 'input',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    autocomplete: 'off',
    placeholder: element.placeholder?.text ?? 'Type to search',
    'data-autofocus': element.focus_on_load === true,
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
  write(initial(element));

  return {
    actionId,
    element: h('div', { class: 'search-field' }, isMulti && chips, input, results.element),
    control: input,
    isGroup: false,
    read: () => (isMulti ? chosen : (chosen[0] ?? '')),
    write: (value) => write(manyTexts(value)),
    onChange: (changed) => void changes.push(changed),
  };

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PATIENCE_MS);
  }

  async function ask() {
    const typed = isMulti || chosen.length === 0 ? input.value.trim() : '';
    // Slack asks from the third letter on, unless the element says otherwise.
    const least = element.min_query_length ?? 3;
    if (typed.length < least) return results.say(`Type ${least === 1 ? 'a letter' : `${least} letters`} to search.`);

    asked += 1;
    const question = asked;
    results.say('Searching …');
    const found = await context.options(actionId, typed).catch(() => undefined);
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

function initial(element: Element): string[] {
  const options = element.type === 'external_select' ? [element.initial_option] : (element.initial_options ?? []);
  return options.flatMap((option) => {
    if (option?.value === undefined) return [];
    labels.set(option.value, option.text.text);
    return [option.value];
  });
}
