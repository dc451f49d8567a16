import type { ExternalSelect, MultiExternalSelect } from '@slack/types';
import type { Choices } from '../../act.ts';
import type { BlockContext } from '../blocks/context.ts';
import type { Field } from './field.ts';
import { searchPick } from './search-pick.ts';
import { manyTexts } from './value.ts';

type Element = ExternalSelect | MultiExternalSelect;

/** Slack asks from the third letter on, unless the element says otherwise. */
const LEAST = 3;

/** A combobox whose options the bot answers while one types. */
export function searchField(element: Element, context: BlockContext): Field {
  const isMulti = element.type === 'multi_external_select';
  const actionId = element.action_id ?? '';
  const { read, write, ...pick } = searchPick({
    isMulti,
    least: element.min_query_length ?? LEAST,
    placeholder: element.placeholder?.text ?? 'Type to search',
    options: (typed) => context.options(actionId, typed),
    initial: initial(element),
    focusFirst: element.focus_on_load === true,
  });
  return {
    ...pick,
    actionId,
    isGroup: false,
    read: () => (isMulti ? read() : (read()[0] ?? '')),
    write: (value) => write(manyTexts(value)),
  };
}

function initial(element: Element): Choices {
  const options = element.type === 'external_select' ? [element.initial_option] : (element.initial_options ?? []);
  return options.flatMap((option) =>
    option?.value === undefined ? [] : [{ value: option.value, label: option.text.text }],
  );
}
