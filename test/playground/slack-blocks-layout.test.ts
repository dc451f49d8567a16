import { describe } from 'vitest';
import {
  card,
  container,
  holdsInMessages,
  image,
  less,
  long,
  many,
  more,
  mrkdwn,
  noMore,
  plain,
  section,
} from './slack-block-samples.ts';

describe('a message', () => {
  holdsInMessages([
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
      '10 in a context',
      [{ type: 'context', elements: many(10, () => mrkdwn('x')) }],
      [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
      `${noMore(10)} [json-pointer:/blocks/0/elements]`,
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
      'an alt text of 2000',
      [image({ alt_text: long(2000) })],
      [image({ alt_text: long(2001) })],
      `${less(2000)} [json-pointer:/blocks/0/alt_text]`,
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
  ]);
});
