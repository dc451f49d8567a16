import type { KnownBlock, Option } from '@slack/types';
import { allBlocks, type Element, elementsIn } from '../elements.ts';
import { optionsOf } from '../input-value.ts';
import { type Finding, finding } from './finding.ts';
import { totals } from './limits.ts';

/** What single blocks and elements promise beyond their fields and lengths. */
export function blockRules(blocks: KnownBlock[]): Finding[] {
  return blocks.flatMap((block, index) =>
    allBlocks([block]).flatMap((one) =>
      [...blockRule(one), ...elementsIn(one).flatMap(elementRule)].map((words) => finding(`/${index}`, words)),
    ),
  );
}

function blockRule(block: KnownBlock): string[] {
  switch (block.type) {
    case 'section':
      return block.text || block.fields ? [] : ['missing required field: text or fields'];
    case 'card':
      return block.hero_image || block.title || block.actions || block.body ? [] : ['missing required field: title'];
    case 'container':
      return containerRule(block);
    case 'input':
      return block.element.type === 'file_input' && block.dispatch_action ? ['file_input cannot dispatch_action'] : [];
    case 'table':
      return tooMuchText(block.rows);
    case 'data_table':
      return [...dataTableRule(block), ...tooMuchText(block.rows)];
    default:
      return [];
  }
}

function containerRule(block: Extract<KnownBlock, { type: 'container' }>): string[] {
  const untitled = !block.title && !block.rich_text_title;
  const stuck = block.default_collapsed && !block.is_collapsible;
  return [
    ...(untitled ? ['missing required field: title'] : []),
    ...(stuck ? ['default_collapsed needs is_collapsible'] : []),
  ];
}

function dataTableRule({ rows, row_header_column_index = 0 }: Extract<KnownBlock, { type: 'data_table' }>): string[] {
  const [head = []] = rows;
  return [
    ...(head.some((cell) => cell.type !== 'raw_text') ? ['header cells must be raw_text'] : []),
    ...(rows.some((row) => row.length !== head.length) ? ['all rows must have the same number of cells'] : []),
    ...(row_header_column_index >= head.length ? ['row_header_column_index must be a column'] : []),
  ];
}

function tooMuchText(rows: unknown): string[] {
  const length = textLength(rows);
  return length > totals.tableText ? [`cells must be less than ${totals.tableText + 1} characters in all`] : [];
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'text' in value && typeof value.text === 'string' ? value.text.length : 0;
  return own + textLength(Object.values(value));
}

function elementRule(element: Element): string[] {
  switch (element.type) {
    case 'static_select':
      return [
        ...oneList(element),
        ...valuesOf(optionsOf(element)),
        ...initial(element, [element.initial_option ?? []].flat()),
      ];
    case 'multi_static_select':
      return [...oneList(element), ...valuesOf(optionsOf(element)), ...initial(element, element.initial_options ?? [])];
    case 'radio_buttons':
      return [...valuesOf(element.options), ...initial(element, [element.initial_option ?? []].flat())];
    case 'checkboxes':
      return [...valuesOf(element.options), ...initial(element, element.initial_options ?? [])];
    case 'overflow':
      return valuesOf(element.options);
    case 'number_input':
      return Number(element.min_value ?? '-Infinity') > Number(element.max_value ?? 'Infinity')
        ? ['min_value must not be greater than max_value']
        : [];
    default:
      return [];
  }
}

function oneList({
  options,
  option_groups,
}: Extract<Element, { type: 'static_select' | 'multi_static_select' }>): string[] {
  if (options && option_groups) return ['options and option_groups cannot both be given'];
  return options || option_groups ? [] : ['missing required field: options'];
}

/** The types leave `value` open; Slack does not. */
export function valuesOf(options: Option[]): string[] {
  return options.some((option) => option.value === undefined) ? ['missing required field: value of an option'] : [];
}

function initial(element: Extract<Element, { options?: Option[] }>, chosen: Option[]): string[] {
  const offered = optionsOf(element).map(({ text, value }) => JSON.stringify([text.text, value]));
  const strange = chosen.filter(({ text, value }) => !offered.includes(JSON.stringify([text.text, value])));
  return strange.length > 0 ? ['initial option must be one of the options'] : [];
}
