import { describe, expect, it } from 'vitest';
import { checkOptions, checkView } from '#bot/playground/slack/validation/check.ts';
import {
  type Case,
  card,
  cell,
  container,
  holds,
  input,
  less,
  long,
  many,
  noMore,
  options,
  plain,
  section,
  table,
} from './slack-block-samples.ts';

const modal = (given: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [section()],
  ...given,
});
const home = (given: object = {}) => ({ type: 'home', blocks: [section()], ...given });

const inViews: Case<object>[] = [
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
    (type): Case<object> => [
      `no ${type}`,
      modal(),
      modal({ blocks: [sample(type)] }),
      `unsupported type: ${type} [json-pointer:/view/blocks/0/type]`,
    ],
  ),
];

const onHomeTabs: Case<object>[] = [
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
  ...['context_actions', 'markdown', 'plan', 'table', 'task_card'].map(
    (type): Case<object> => [
      `no ${type}`,
      home(),
      home({ blocks: [sample(type)] }),
      `unsupported type: ${type} [json-pointer:/view/blocks/0/type]`,
    ],
  ),
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

describe('a dialog', () => holds(inViews, (view) => checkView(view)));
describe('a Home tab', () => holds(onHomeTabs, (view) => checkView(view)));
