import type { RawNumberElement, RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import { h } from '../base/dom.ts';
import type { Names } from '../mrkdwn/show.ts';
import { showRichText } from './rich-text.ts';

type Cell = RichTextBlock | RawTextElement | RawNumberElement;
type Table = Pick<TableBlock, 'column_settings'> & { rows: Cell[][]; caption?: string };

/** The first row is the heading, as Slack shows it. Wide tables scroll sideways on their own. */
export function showTable({ rows, column_settings, caption }: Table, names: Names): HTMLElement {
  const [head = [], ...body] = rows;
  const cell = (tag: 'th' | 'td', content: Cell, column: number) =>
    h(tag, { class: looks(content, column), ...(tag === 'th' && { scope: 'col' }) }, ...showCell(content, names));

  return h(
    'div',
    { class: 'block-table', role: 'region', 'aria-label': caption ?? 'Table', tabindex: 0 },
    h(
      'table',
      {},
      caption !== undefined && h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...head.map((content, column) => cell('th', content, column)))),
      h('tbody', {}, ...body.map((row) => h('tr', {}, ...row.map((content, column) => cell('td', content, column))))),
    ),
  );

  function looks(content: Cell, column: number): string {
    const settings = column_settings?.[column];
    const align = settings?.align ?? (content.type === 'raw_number' ? 'right' : 'left');
    return `${align}${settings?.is_wrapped ? ' wrapped' : ''}`;
  }
}

function showCell(content: Cell, names: Names): (Node | string)[] {
  return content.type === 'rich_text' ? [showRichText(content, names)] : [content.text];
}
