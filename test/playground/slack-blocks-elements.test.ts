import { describe } from 'vitest';
import {
  actions,
  button,
  confirm,
  holdsInMessages,
  input,
  less,
  long,
  many,
  noMore,
  option,
  options,
  plain,
  section,
  select,
} from './slack-block-samples.ts';

describe('an element', () => {
  holdsInMessages([
    [
      '25 elements',
      [actions(...many(25, () => button()))],
      [actions(...many(26, () => button()))],
      `${noMore(25)} [json-pointer:/blocks/0/elements]`,
    ],
    ['an element', [actions(button())], [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a button text of 75',
      [actions(button({ text: plain(long(75)) }))],
      [actions(button({ text: plain(long(76)) }))],
      `${less(75)} [json-pointer:/blocks/0/elements/0/text/text]`,
    ],
    [
      'a button value of 2000',
      [actions(button({ value: long(2000) }))],
      [actions(button({ value: long(2001) }))],
      `${less(2000)} [json-pointer:/blocks/0/elements/0/value]`,
    ],
    [
      'a button address of 3000',
      [actions(button({ url: long(3000) }))],
      [actions(button({ url: long(3001) }))],
      `${less(3000)} [json-pointer:/blocks/0/elements/0/url]`,
    ],
    [
      'an action_id of 255',
      [actions(button({ action_id: long(255) }))],
      [actions(button({ action_id: long(256) }))],
      `${less(255)} [json-pointer:/blocks/0/elements/0/action_id]`,
    ],
    [
      'one action_id once in a block',
      [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      'action_id "a" already exists [json-pointer:/blocks/0]',
    ],
    [
      'a confirm title of 100',
      [actions(button(confirm({ title: plain(long(100)) })))],
      [actions(button(confirm({ title: plain(long(101)) })))],
      `${less(100)} [json-pointer:/blocks/0/elements/0/confirm/title/text]`,
    ],
    [
      'a confirm text of 300',
      [actions(button(confirm({ text: plain(long(300)) })))],
      [actions(button(confirm({ text: plain(long(301)) })))],
      `${less(300)} [json-pointer:/blocks/0/elements/0/confirm/text/text]`,
    ],
    [
      'a confirm button of 30',
      [actions(button(confirm({ confirm: plain(long(30)) })))],
      [actions(button(confirm({ confirm: plain(long(31)) })))],
      `${less(30)} [json-pointer:/blocks/0/elements/0/confirm/confirm/text]`,
    ],
    [
      'a deny button of 30',
      [actions(button(confirm({ deny: plain(long(30)) })))],
      [actions(button(confirm({ deny: plain(long(31)) })))],
      `${less(30)} [json-pointer:/blocks/0/elements/0/confirm/deny/text]`,
    ],
    [
      '100 options',
      [actions(select({ options: options(100) }))],
      [actions(select({ options: options(101) }))],
      `${noMore(100)} [json-pointer:/blocks/0/elements/0/options]`,
    ],
    [
      'an option text of 75',
      [actions(select({ options: [option({ text: plain(long(75)) })] }))],
      [actions(select({ options: [option({ text: plain(long(76)) })] }))],
      `${less(75)} [json-pointer:/blocks/0/elements/0/options/0/text/text]`,
    ],
    [
      'an option value of 150',
      [actions(select({ options: [option({ value: long(150) })] }))],
      [actions(select({ options: [option({ value: long(151) })] }))],
      `${less(150)} [json-pointer:/blocks/0/elements/0/options/0/value]`,
    ],
    [
      'an option value',
      [actions(select())],
      [actions(select({ options: [{ text: plain('x') }] }))],
      'missing required field: value of an option [json-pointer:/blocks/0]',
    ],
    [
      'an option description of 75',
      [actions(select({ options: [option({ description: plain(long(75)) })] }))],
      [actions(select({ options: [option({ description: plain(long(76)) })] }))],
      `${less(75)} [json-pointer:/blocks/0/elements/0/options/0/description/text]`,
    ],
    [
      'options or groups',
      [actions({ type: 'static_select', option_groups: [{ label: plain('g'), options: options(1) }] })],
      [actions({ type: 'static_select' })],
      'missing required field: options [json-pointer:/blocks/0]',
    ],
    [
      'not options and groups',
      [actions(select())],
      [actions(select({ option_groups: [{ label: plain('g'), options: options(1) }] }))],
      'options and option_groups cannot both be given [json-pointer:/blocks/0]',
    ],
    [
      'a group label of 75',
      [actions({ type: 'static_select', option_groups: [{ label: plain(long(75)), options: options(1) }] })],
      [actions({ type: 'static_select', option_groups: [{ label: plain(long(76)), options: options(1) }] })],
      `${less(75)} [json-pointer:/blocks/0/elements/0/option_groups/0/label/text]`,
    ],
    [
      'an initial option that is offered',
      [actions(select({ initial_option: option({ value: '1' }) }))],
      [actions(select({ initial_option: option({ value: '9' }) }))],
      'initial option must be one of the options [json-pointer:/blocks/0]',
    ],
    [
      'a placeholder of 150',
      [actions(select({ placeholder: plain(long(150)) }))],
      [actions(select({ placeholder: plain(long(151)) }))],
      `${less(150)} [json-pointer:/blocks/0/elements/0/placeholder/text]`,
    ],
    [
      '5 in an overflow',
      [actions({ type: 'overflow', options: options(5) })],
      [actions({ type: 'overflow', options: options(6) })],
      `${noMore(5)} [json-pointer:/blocks/0/elements/0/options]`,
    ],
    [
      '10 checkboxes',
      [actions({ type: 'checkboxes', options: options(10) })],
      [actions({ type: 'checkboxes', options: options(11) })],
      `${noMore(10)} [json-pointer:/blocks/0/elements/0/options]`,
    ],
    [
      '10 radio buttons',
      [actions({ type: 'radio_buttons', options: options(10) })],
      [actions({ type: 'radio_buttons', options: options(11) })],
      `${noMore(10)} [json-pointer:/blocks/0/elements/0/options]`,
    ],
    [
      'an input label of 2000',
      [input({ type: 'plain_text_input' }, { label: plain(long(2000)) })],
      [input({ type: 'plain_text_input' }, { label: plain(long(2001)) })],
      `${less(2000)} [json-pointer:/blocks/0/label/text]`,
    ],
    [
      'an input of 3000',
      [input({ type: 'plain_text_input', max_length: 3000 })],
      [input({ type: 'plain_text_input', max_length: 3001 })],
      'must be 3000 or less [json-pointer:/blocks/0/element/max_length]',
    ],
    [
      'a minimum below the maximum',
      [input({ type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '2' })],
      [input({ type: 'number_input', is_decimal_allowed: false, min_value: '3', max_value: '2' })],
      'min_value must not be greater than max_value [json-pointer:/blocks/0]',
    ],
    [
      'one focus',
      [input({ type: 'plain_text_input', focus_on_load: true })],
      many(2, () => input({ type: 'plain_text_input', focus_on_load: true })),
      'focus_on_load can only be true for one element [json-pointer:/blocks]',
    ],
    [
      '5 context actions',
      [
        {
          type: 'context_actions',
          elements: many(5, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
        },
      ],
      [
        {
          type: 'context_actions',
          elements: many(6, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
        },
      ],
      `${noMore(5)} [json-pointer:/blocks/0/elements]`,
    ],
    [
      'no file_input',
      [section()],
      [input({ type: 'file_input' })],
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
  ]);
});
