import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkOptions, checkView } from '#bot/playground/slack/validation/check.ts';
import { generateSchema, schemaFile } from '#bot/playground/slack/validation/generate-schema.mjs';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));

const section = (more: object = {}) => ({ type: 'section', text: mrkdwn('text'), ...more });
const button = (more: object = {}) => ({ type: 'button', text: plain('Send'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const option = (more: object = {}) => ({ text: plain('one'), value: '1', ...more });
const options = (count: number) => many(count, (index) => option({ value: String(index) }));
const select = (more: object = {}) => ({ type: 'static_select', options: options(2), ...more });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: object[][], more: object = {}) => ({ type: 'table', rows, ...more });
const dataTable = (rows: object[][], more: object = {}) => ({ type: 'data_table', caption: 'People', rows, ...more });
const image = (more: object = {}) => ({ type: 'image', alt_text: 'a', image_url: 'https://x.test/a.png', ...more });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const card = (more: object = {}) => ({ type: 'card', title: mrkdwn('Card'), ...more });
const container = (more: object = {}) => ({
  type: 'container',
  title: plain('Box'),
  child_blocks: [section()],
  ...more,
});
const confirm = (more: object = {}) => ({ confirm: { title: plain('Sure?'), text: plain('Really?'), ...more } });
const more = 'must be more than 0 characters';
const less = (most: number) => `must be less than ${most + 1} characters`;
const noMore = (most: number) => `no more than ${most} items allowed`;

type Case = [rule: string, good: object[], bad: object[], message: string];

/** For each rule what just fits, what is just too much, and what Slack says. */
const inMessages: Case[] = [
  ['a known block', [{ type: 'divider' }], [{ type: 'divide' }], 'unsupported type [json-pointer:/blocks/0/type]'],
  [
    'known fields',
    [section()],
    [section({ colour: 'red' })],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'needed fields',
    [button()].map((one) => actions(one)),
    [actions({ type: 'button' })],
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a known text',
    [section()],
    [section({ text: { type: 'text', text: 'x' } })],
    'unsupported type [json-pointer:/blocks/0/text/type]',
  ],
  [
    'a known element',
    [actions(button())],
    [actions({ type: 'knob' })],
    'unsupported type [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'plain text in a header',
    [{ type: 'header', text: plain('x') }],
    [{ type: 'header', text: mrkdwn('x') }],
    'must be "plain_text" [json-pointer:/blocks/0/text/type]',
  ],
  [
    'a known style',
    [actions(button({ style: 'danger' }))],
    [actions(button({ style: 'red' }))],
    'must be a valid enum value: primary,danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'a raw number with text',
    [table([[{ type: 'raw_number', value: 1, text: '1' }]])],
    [table([[{ type: 'raw_number', value: 1 }]])],
    'missing required field: text [json-pointer:/blocks/0/rows/0/0]',
  ],
  [
    'an image with an address',
    [image()],
    [{ type: 'image', alt_text: 'a' }],
    'missing required field: image_url [json-pointer:/blocks/0]',
  ],

  ['50 blocks', many(50, () => section()), many(51, () => section()), `${noMore(50)} [json-pointer:/blocks]`],
  [
    'a section text of 3000',
    [section({ text: mrkdwn(long(3000)) })],
    [section({ text: mrkdwn(long(3001)) })],
    `${less(3000)} [json-pointer:/blocks/0/text/text]`,
  ],
  ['a section text', [section()], [section({ text: mrkdwn('') })], `${more} [json-pointer:/blocks/0/text/text]`],
  [
    'a section with text or fields',
    [{ type: 'section', fields: [mrkdwn('x')] }],
    [{ type: 'section' }],
    'missing required field: text or fields [json-pointer:/blocks/0]',
  ],
  [
    '10 fields',
    [section({ fields: many(10, () => mrkdwn('x')) })],
    [section({ fields: many(11, () => mrkdwn('x')) })],
    `${noMore(10)} [json-pointer:/blocks/0/fields]`,
  ],
  [
    'a field of 2000',
    [section({ fields: [mrkdwn(long(2000))] })],
    [section({ fields: [mrkdwn(long(2001))] })],
    `${less(2000)} [json-pointer:/blocks/0/fields/0/text]`,
  ],
  [
    'a header of 150',
    [{ type: 'header', text: plain(long(150)) }],
    [{ type: 'header', text: plain(long(151)) }],
    `${less(150)} [json-pointer:/blocks/0/text/text]`,
  ],
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
    'a block_id of 255',
    [section({ block_id: long(255) })],
    [section({ block_id: long(256) })],
    `${less(255)} [json-pointer:/blocks/0/block_id]`,
  ],
  [
    'one block_id once',
    [section({ block_id: 'a' }), section({ block_id: 'b' })],
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    'block_id "a" already exists [json-pointer:/blocks]',
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
    '10 in a context',
    [{ type: 'context', elements: many(10, () => mrkdwn('x')) }],
    [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
    `${noMore(10)} [json-pointer:/blocks/0/elements]`,
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
    '12,000 of markdown in all',
    [
      { type: 'markdown', text: long(6000) },
      { type: 'markdown', text: long(6000) },
    ],
    [
      { type: 'markdown', text: long(6000) },
      { type: 'markdown', text: long(6001) },
    ],
    'markdown text must be less than 12001 characters in all [json-pointer:/blocks]',
  ],
  [
    'a card title of 150',
    [card({ title: mrkdwn(long(150)) })],
    [card({ title: mrkdwn(long(151)) })],
    `${less(150)} [json-pointer:/blocks/0/title/text]`,
  ],
  [
    'a card subtitle of 150',
    [card({ subtitle: mrkdwn(long(150)) })],
    [card({ subtitle: mrkdwn(long(151)) })],
    `${less(150)} [json-pointer:/blocks/0/subtitle/text]`,
  ],
  [
    'a card body of 200',
    [card({ body: mrkdwn(long(200)) })],
    [card({ body: mrkdwn(long(201)) })],
    `${less(200)} [json-pointer:/blocks/0/body/text]`,
  ],
  ['a card with something', [card()], [{ type: 'card' }], 'missing required field: title [json-pointer:/blocks/0]'],
  [
    '10 cards in a carousel',
    [{ type: 'carousel', elements: many(10, () => card()) }],
    [{ type: 'carousel', elements: many(11, () => card()) }],
    `${noMore(10)} [json-pointer:/blocks/0/elements]`,
  ],
  [
    '10 in a container',
    [container({ child_blocks: many(10, () => section()) })],
    [container({ child_blocks: many(11, () => section()) })],
    `${noMore(10)} [json-pointer:/blocks/0/child_blocks]`,
  ],
  [
    'a container title of 150',
    [container({ title: plain(long(150)) })],
    [container({ title: plain(long(151)) })],
    `${less(150)} [json-pointer:/blocks/0/title/text]`,
  ],
  [
    'a container title',
    [container()],
    [{ type: 'container', child_blocks: [section()] }],
    'missing required field: title [json-pointer:/blocks/0]',
  ],
  [
    'a container that folds',
    [container({ default_collapsed: true, is_collapsible: true })],
    [container({ default_collapsed: true })],
    'default_collapsed needs is_collapsible [json-pointer:/blocks/0]',
  ],
  [
    '100 table rows',
    [table(many(100, () => [cell('x')]))],
    [table(many(101, () => [cell('x')]))],
    `${noMore(100)} [json-pointer:/blocks/0/rows]`,
  ],
  [
    '20 table columns',
    [table([many(20, () => cell('x'))])],
    [table([many(21, () => cell('x'))])],
    `${noMore(20)} [json-pointer:/blocks/0/rows/0]`,
  ],
  [
    'a text in each cell',
    [table([[cell('-')]])],
    [table([[cell('')]])],
    `${more} [json-pointer:/blocks/0/rows/0/0/text]`,
  ],
  [
    '10,000 in a table',
    [table([[cell(long(9000)), rich(long(1000))]])],
    [table([[cell(long(9000)), rich(long(1001))]])],
    'cells must be less than 10001 characters in all [json-pointer:/blocks/0]',
  ],
  [
    'one table',
    [table([[cell('x')]])],
    [table([[cell('x')]]), dataTable([[cell('x')], [cell('y')]])],
    'only_one_table_allowed [json-pointer:/blocks]',
  ],
  [
    '101 data table rows',
    [dataTable(many(101, () => [cell('x')]))],
    [dataTable(many(102, () => [cell('x')]))],
    `${noMore(101)} [json-pointer:/blocks/0/rows]`,
  ],
  [
    'a data table with data',
    [dataTable([[cell('x')], [cell('y')]])],
    [dataTable([[cell('x')]])],
    'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'plain heads',
    [dataTable([[cell('x')], [rich('y')]])],
    [dataTable([[rich('x')], [cell('y')]])],
    'header cells must be raw_text [json-pointer:/blocks/0]',
  ],
  [
    'as many cells in each row',
    [dataTable([[cell('x')], [cell('y')]])],
    [dataTable([[cell('x')], [cell('y'), cell('z')]])],
    'all rows must have the same number of cells [json-pointer:/blocks/0]',
  ],
  [
    'a page of 100',
    [dataTable([[cell('x')], [cell('y')]], { page_size: 100 })],
    [dataTable([[cell('x')], [cell('y')]], { page_size: 101 })],
    'must be 100 or less [json-pointer:/blocks/0/page_size]',
  ],
  [
    'a caption',
    [dataTable([[cell('x')], [cell('y')]])],
    [{ type: 'data_table', rows: [[cell('x')], [cell('y')]] }],
    'missing required field: caption [json-pointer:/blocks/0]',
  ],
  [
    'an alt text of 2000',
    [image({ alt_text: long(2000) })],
    [image({ alt_text: long(2001) })],
    `${less(2000)} [json-pointer:/blocks/0/alt_text]`,
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
    [{ type: 'context_actions', elements: many(5, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })) }],
    [{ type: 'context_actions', elements: many(6, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })) }],
    `${noMore(5)} [json-pointer:/blocks/0/elements]`,
  ],
  [
    'no alert',
    [section()],
    [{ type: 'alert', text: plain('x') }],
    'unsupported type: alert [json-pointer:/blocks/0/type]',
  ],
  [
    'no file block',
    [section()],
    [{ type: 'file', source: 'remote', external_id: 'x' }],
    'unsupported type: file [json-pointer:/blocks/0/type]',
  ],
  [
    'no file_input',
    [section()],
    [input({ type: 'file_input' })],
    'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
  ],
];

describe('a message', () => {
  it.each(inMessages)('may have %s, and not more', (_rule, good, bad, message) => {
    const accepted = checkBlocks(good);
    const refused = checkBlocks(bad);

    expect(accepted).toMatchObject({ ok: true });
    expect(refused).toEqual({ ok: false, messages: [`[ERROR] ${message}`] });
  });
});

const modal = (given: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [section()],
  ...given,
});
const home = (given: object = {}) => ({ type: 'home', blocks: [section()], ...given });

const inViews: [rule: string, good: object, bad: object, message: string][] = [
  [
    'a title of 24',
    modal({ title: plain(long(24)) }),
    modal({ title: plain(long(25)) }),
    `${less(24)} [json-pointer:/view/title/text]`,
  ],
  [
    'a submit of 24',
    modal({ submit: plain(long(24)) }),
    modal({ submit: plain(long(25)) }),
    `${less(24)} [json-pointer:/view/submit/text]`,
  ],
  [
    'a close of 24',
    modal({ close: plain(long(24)) }),
    modal({ close: plain(long(25)) }),
    `${less(24)} [json-pointer:/view/close/text]`,
  ],
  [
    'private_metadata of 3000',
    modal({ private_metadata: long(3000) }),
    modal({ private_metadata: long(3001) }),
    `${less(3000)} [json-pointer:/view/private_metadata]`,
  ],
  [
    'a callback_id of 255',
    modal({ callback_id: long(255) }),
    modal({ callback_id: long(256) }),
    `${less(255)} [json-pointer:/view/callback_id]`,
  ],
  [
    '100 blocks',
    modal({ blocks: many(100, () => section()) }),
    modal({ blocks: many(101, () => section()) }),
    `${noMore(100)} [json-pointer:/view/blocks]`,
  ],
  [
    'a file input of 10 files',
    modal({ blocks: [input({ type: 'file_input', max_files: 10 })] }),
    modal({ blocks: [input({ type: 'file_input', max_files: 11 })] }),
    'must be 10 or less [json-pointer:/view/blocks/0/element/max_files]',
  ],
  [
    'no file input that acts',
    modal({ blocks: [input({ type: 'file_input' })] }),
    modal({ blocks: [input({ type: 'file_input' }, { dispatch_action: true })] }),
    'file_input cannot dispatch_action [json-pointer:/view/blocks/0]',
  ],
  [
    'a submit beside inputs',
    modal({ blocks: [input({ type: 'plain_text_input' })] }),
    { type: 'modal', title: plain('T'), blocks: [input({ type: 'plain_text_input' })] },
    'missing required field: submit [json-pointer:/view]',
  ],
  ['a title', modal(), { type: 'modal', blocks: [section()] }, 'missing required field: title [json-pointer:/view]'],
  [
    'known blocks',
    modal(),
    modal({ blocks: [{ type: 'sektion' }] }),
    'unsupported type [json-pointer:/view/blocks/0/type]',
  ],
  [
    'no field of a message',
    modal(),
    modal({ channel: 'C1' }),
    'invalid additional property: channel [json-pointer:/view]',
  ],
  ...['card', 'carousel', 'container', 'context_actions', 'markdown', 'plan', 'table', 'task_card'].map(
    (type): [string, object, object, string] => [
      `no ${type}`,
      modal(),
      modal({ blocks: [sample(type)] }),
      `unsupported type: ${type} [json-pointer:/view/blocks/0/type]`,
    ],
  ),
];

const onHomeTabs: [rule: string, good: object, bad: object, message: string][] = [
  [
    '100 blocks',
    home({ blocks: many(100, () => section()) }),
    home({ blocks: many(101, () => section()) }),
    `${noMore(100)} [json-pointer:/view/blocks]`,
  ],
  [
    'a carousel but no alert',
    home({ blocks: [sample('carousel')] }),
    home({ blocks: [sample('alert')] }),
    'unsupported type: alert [json-pointer:/view/blocks/0/type]',
  ],
  [
    'a container but no file input',
    home({ blocks: [sample('container')] }),
    home({ blocks: [input({ type: 'file_input' })] }),
    'unsupported type: file_input [json-pointer:/view/blocks/0/element/type]',
  ],
  ...['context_actions', 'markdown', 'plan', 'table', 'task_card'].map((type): [string, object, object, string] => [
    `no ${type}`,
    home(),
    home({ blocks: [sample(type)] }),
    `unsupported type: ${type} [json-pointer:/view/blocks/0/type]`,
  ]),
];

function sample(type: string): object {
  const samples: Record<string, object> = {
    alert: { type, text: plain('x') },
    card: card(),
    carousel: { type, elements: [card()] },
    container: container(),
    context_actions: { type, elements: [{ type: 'icon_button', icon: 'trash', text: plain('x') }] },
    markdown: { type, text: 'x' },
    plan: { type, title: 'x' },
    table: table([[cell('x')]]),
    task_card: { type, task_id: '1', title: 'x', status: 'pending' },
  };
  return samples[type] ?? {};
}

describe('a view', () => {
  it.each([...inViews, ...onHomeTabs])('may have %s, and not more', (_rule, good, bad, message) => {
    const accepted = checkView(good);
    const refused = checkView(bad);

    expect(accepted).toMatchObject({ ok: true });
    expect(refused).toEqual({ ok: false, messages: [`[ERROR] ${message}`] });
  });
});

describe('options for an external select', () => {
  it('are at most 100, with values', () => {
    const accepted = checkOptions([options(100)]);
    const tooMany = checkOptions([options(101)]);
    const valueless = checkOptions([[{ text: plain('x') }]]);

    expect(accepted).toMatchObject({ ok: true });
    expect(tooMany).toEqual({ ok: false, messages: [`[ERROR] ${noMore(100)} [json-pointer:/options]`] });
    expect(valueless).toEqual({
      ok: false,
      messages: ['[ERROR] missing required field: value of an option [json-pointer:/options]'],
    });
  });
});

describe('the schema of blocks', () => {
  it('is the one of the installed @slack/types', () => {
    const committed: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));

    const fresh = generateSchema();

    expect(committed).toEqual(fresh);
  });
});
