import type { Block, KnownBlock, ModalView } from '@slack/types';
import type { OpenView } from '#bot/playground/slack/types.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (label: string, value: string) => ({ text: plain(label), value });

/** A card as the bot posts it. */
export function card(): KnownBlock[] {
  return [
    { type: 'header', text: plain('About to invite 12 people') },
    {
      type: 'section',
      text: mrkdwn('List *new joiners.csv*, asked for by <@U1> <!date^1763800000^{date_short_pretty} at {time}|then>'),
      fields: [mrkdwn('*Invite*\n12'), mrkdwn('*Skip*\n1'), mrkdwn('*Fail*\n4')],
    },
    {
      type: 'table',
      rows: [
        ['Line', 'Who', 'Why'].map((text) => ({ type: 'raw_text', text })),
        ['6', 'George Ashby', 'The phone number looks like 4.479E+11'].map((text) => ({ type: 'raw_text', text })),
        ['8', 'Matthias Kern', 'There is no e-mail address'].map((text) => ({ type: 'raw_text', text })),
      ],
    },
    {
      type: 'actions',
      block_id: 'card',
      elements: [
        { type: 'button', action_id: 'send', text: plain('Send'), style: 'primary', value: 'run-1' },
        {
          type: 'button',
          action_id: 'discard',
          text: plain('Discard'),
          style: 'danger',
          value: 'run-1',
          confirm: {
            title: plain('Discard this run?'),
            text: mrkdwn('*12 people* will not be invited.'),
            confirm: plain('Discard it'),
            deny: plain('Keep it'),
            style: 'danger',
          },
        },
        { type: 'button', action_id: 'details', text: plain('Details'), value: 'run-1' },
        { type: 'overflow', action_id: 'more', options: [option('Remind', 'remind'), option('Audit', 'audit')] },
      ],
    },
    { type: 'context', elements: [mrkdwn(':iphone: connector: *simulator* · run `r_81`')] },
  ];
}

export function everyBlock(): KnownBlock[] {
  return [
    {
      type: 'section',
      text: mrkdwn('Pick a *unit*'),
      accessory: {
        type: 'static_select',
        action_id: 'unit',
        placeholder: plain('Unit'),
        options: [option('Markets', 'm'), option('Wealth', 'w')],
      },
    },
    { type: 'divider' },
    {
      type: 'section',
      text: mrkdwn('> quoted <@U2>\n• one\n• two\n```code <b>\n  indented```\n~gone~ a &lt; b &amp; c'),
    },
    { type: 'markdown', text: '## Heading\n\nSome **bold** and [a link](https://example.com).\n\n- first\n- second' },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'rich ', style: { bold: true } },
            { type: 'user', user_id: 'U3' },
            { type: 'emoji', name: 'tada' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'numbered' }] }],
        },
      ],
    },
    {
      type: 'image',
      image_url:
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      alt_text: 'a dot',
    },
    {
      type: 'actions',
      block_id: 'acts',
      elements: [
        { type: 'users_select', action_id: 'who', placeholder: plain('Who') },
        { type: 'button', action_id: 'open', text: plain('Open'), url: 'https://example.com/' },
      ],
    },
  ];
}

export function view(blocks: (KnownBlock | Block)[], more: Partial<ModalView> = {}, id = 'V1'): OpenView {
  return {
    id,
    hash: String(blocks.length),
    view: {
      type: 'modal',
      title: plain('Import people'),
      submit: plain('Check'),
      close: plain('Cancel'),
      blocks,
      ...more,
    },
  };
}

export function everyField(): KnownBlock[] {
  return [
    { type: 'alert', level: 'info', text: mrkdwn('Nothing is written before you *apply* it.') },
    {
      type: 'input',
      block_id: 'file',
      label: plain('List'),
      hint: plain('A CSV with a header line.'),
      element: { type: 'file_input', action_id: 'file', filetypes: ['csv'], max_files: 1 },
    },
    {
      type: 'input',
      block_id: 'unit',
      label: plain('Org unit'),
      optional: true,
      element: { type: 'external_select', action_id: 'unit', min_query_length: 0, placeholder: plain('Search units') },
    },
    {
      type: 'input',
      block_id: 'units',
      label: plain('More units'),
      optional: true,
      element: { type: 'multi_external_select', action_id: 'units', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'note',
      label: plain('Note'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'note', multiline: true },
    },
    { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'name' } },
    {
      type: 'input',
      block_id: 'most',
      label: plain('At most'),
      optional: true,
      element: { type: 'number_input', action_id: 'most', is_decimal_allowed: false, max_value: '100' },
    },
    {
      type: 'input',
      block_id: 'channel',
      label: plain('Channel'),
      element: {
        type: 'static_select',
        action_id: 'channel',
        options: [option('WhatsApp', 'whatsapp'), option('Other', 'other')],
      },
    },
    {
      type: 'input',
      block_id: 'roles',
      label: plain('Roles'),
      optional: true,
      element: {
        type: 'multi_static_select',
        action_id: 'roles',
        options: [option('Member', 'member'), option('Lead', 'lead')],
      },
    },
    {
      type: 'input',
      block_id: 'add_numbers',
      label: plain('Numbers'),
      optional: true,
      element: {
        type: 'checkboxes',
        action_id: 'add',
        options: [{ ...option('Add missing numbers', 'add'), description: plain('Only where a row has one') }],
      },
    },
    {
      type: 'input',
      block_id: 'mode',
      label: plain('Mode'),
      element: {
        type: 'radio_buttons',
        action_id: 'mode',
        initial_option: option('Rehearse', 'dry'),
        options: [option('Rehearse', 'dry'), option('For real', 'real')],
      },
    },
    {
      type: 'input',
      block_id: 'boss',
      label: plain('Approver'),
      optional: true,
      element: { type: 'users_select', action_id: 'boss' },
    },
    {
      type: 'input',
      block_id: 'at',
      label: plain('When'),
      element: { type: 'datetimepicker', action_id: 'at', initial_date_time: 1_795_428_000 },
    },
  ];
}
