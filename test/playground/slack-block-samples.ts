import { expect, it } from 'vitest';
import { checkBlocks, type Verdict } from '#bot/playground/slack/validation/check.ts';

export const long = (length: number) => 'x'.repeat(length);
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));

export const section = (more: object = {}) => ({ type: 'section', text: mrkdwn('text'), ...more });
export const button = (more: object = {}) => ({ type: 'button', text: plain('Send'), ...more });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const option = (more: object = {}) => ({ text: plain('one'), value: '1', ...more });
export const options = (count: number) => many(count, (index) => option({ value: String(index) }));
export const select = (more: object = {}) => ({ type: 'static_select', options: options(2), ...more });
export const cell = (text: string) => ({ type: 'raw_text', text });
export const table = (rows: object[][], more: object = {}) => ({ type: 'table', rows, ...more });
export const dataTable = (rows: object[][], more: object = {}) => ({
  type: 'data_table',
  caption: 'People',
  rows,
  ...more,
});
export const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'a',
  image_url: 'https://x.test/a.png',
  ...more,
});
export const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
export const card = (more: object = {}) => ({ type: 'card', title: mrkdwn('Card'), ...more });
export const container = (more: object = {}) => ({
  type: 'container',
  title: plain('Box'),
  child_blocks: [section()],
  ...more,
});
export const confirm = (more: object = {}) => ({ confirm: { title: plain('Sure?'), text: plain('Really?'), ...more } });
export const more = 'must be more than 0 characters';
export const less = (most: number) => `must be less than ${most + 1} characters`;
export const noMore = (most: number) => `no more than ${most} items allowed`;

export type Case<Given = object[]> = [rule: string, good: Given, bad: Given, message: string];

/** For each rule what just fits, what is just too much, and what Slack says. */
export function holds<Given>(cases: Case<Given>[], check: (given: Given) => Verdict<unknown>): void {
  it.each(cases)('may have %s, and not more', (_rule, good, bad, message) => {
    const accepted = check(good);
    const refused = check(bad);

    expect(accepted).toMatchObject({ ok: true });
    expect(refused).toEqual({ ok: false, messages: [`[ERROR] ${message}`] });
  });
}

export const holdsInMessages = (cases: Case[]): void => holds(cases, (blocks) => checkBlocks(blocks));
