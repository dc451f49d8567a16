import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateSchema, schemaFile } from '#bot/playground/slack/validation/generate-schema.mjs';
import { actions, button, holdsInMessages, image, mrkdwn, plain, section, table } from './slack-block-samples.ts';

describe('a block', () => {
  holdsInMessages([
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
  ]);
});

describe('the schema of blocks', () => {
  it('is the one of the installed @slack/types', () => {
    const committed: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));

    const fresh = generateSchema();

    expect(committed).toEqual(fresh);
  }, 60_000);
});
