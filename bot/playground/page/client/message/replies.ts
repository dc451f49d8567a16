import { button, h } from '../base/dom.ts';
import { clock } from '../mrkdwn/date.ts';
import type { ShownMessage } from './message.ts';

type Replies = NonNullable<ShownMessage['replies']>;

export function showReplies({ count, last, unread }: Replies, open: () => void): HTMLElement | undefined {
  if (count === 0) return undefined;
  const words = count === 1 ? '1 reply' : `${count} replies`;
  return h(
    'div',
    { class: 'replies' },
    button({ class: 'replies-button', 'data-name': 'replies' }, open, words),
    last !== undefined && h('span', { class: 'faint' }, `Last reply ${clock(new Date(Number(last) * 1000))}`),
    unread > 0 && h('span', { class: 'badge' }, `${unread} new`),
  );
}
