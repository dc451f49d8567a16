import type { Message } from '../../../slack/types.ts';
import { button, freshId, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { showBlock } from '../blocks/block.ts';
import type { BlockContext } from '../blocks/context.ts';
import { clock, fullTime } from '../mrkdwn/date.ts';
import { showMrkdwn } from '../mrkdwn/show.ts';
import { avatar } from './avatar.ts';
import { showFiles } from './files.ts';
import { showReplies } from './replies.ts';
import { showToolbar } from './toolbar.ts';

export type ShownMessage = {
  message: Message;
  author: string;
  isBot: boolean;
  me: string;
  /** The same author a moment later: no need to say again who speaks. */
  follows: boolean;
  /** Undefined where threads cannot be opened: inside a thread. */
  replies?: { count: number; last: string | undefined; unread: number };
};

export type MessageDeeds = {
  context: BlockContext;
  openThread(): void;
  shortcut(callbackId: string): Promise<void>;
};

export function showMessage(shown: ShownMessage, deeds: MessageDeeds): HTMLElement {
  const { message, author, isBot, follows, replies } = shown;
  const authorId = freshId('author');
  const timeId = freshId('time');
  const head = h(
    'header',
    { class: 'message-head' },
    h('strong', { id: authorId }, author),
    isBot && h('span', { class: 'badge-app' }, 'APP'),
    showTime(message.ts, timeId),
  );

  return h(
    'article',
    {
      class: `message${follows ? ' follows' : ''}${message.onlyFor ? ' private' : ''}`,
      'aria-labelledby': `${authorId} ${timeId}`,
      'data-ts': message.ts,
      tabindex: -1,
    },
    h('div', { class: 'message-side' }, avatar(author, isBot)),
    h(
      'div',
      { class: 'message-main' },
      message.onlyFor !== undefined && h('div', { class: 'private-note' }, icon('eye'), 'Only visible to you'),
      head,
      replies && message.broadcast && fromThread(deeds),
      showBody(message, deeds.context),
      message.edited && h('span', { class: 'edited' }, '(edited)'),
      showFiles(message.files ?? [], shown.me),
      replies && showReplies(replies, deeds.openThread),
    ),
    showToolbar(shown, deeds),
  );
}

function showBody({ text, blocks = [] }: Message, context: BlockContext): HTMLElement {
  if (blocks.length === 0) return h('div', { class: 'message-body' }, text !== '' && showMrkdwn(text, context.names));
  return h('div', { class: 'message-body blocks' }, ...blocks.map((block) => showBlock(block, context)));
}

/** A reply that was sent to the channel too leads to where it belongs. */
function fromThread({ openThread }: MessageDeeds): HTMLElement {
  return h(
    'div',
    { class: 'private-note' },
    icon('reply'),
    button({ class: 'replies-button' }, openThread, 'Replied in a thread'),
  );
}

function showTime(ts: string, id: string): HTMLElement {
  const at = timeOf(ts);
  return h('time', { id, class: 'faint', datetime: at.toISOString(), title: fullTime(at) }, clock(at));
}

export function timeOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
