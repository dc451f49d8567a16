import type { Message } from '../../../slack/types.ts';
import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { slackComposer } from '../composer/to-slack.ts';
import { messageList } from '../message/list.ts';
import { repliesOf } from '../reading.ts';
import { channelName, type Page, type Store, type ThreadRef } from '../store.ts';
import { dropZone } from './drop-zone.ts';
import { scroller } from './scroller.ts';

/** The right: one message and what was answered to it. */
export function thread(store: Store) {
  const where = h('p', { class: 'faint' });
  const list = h('div', { class: 'messages' });
  const scroll = scroller(list);
  const showMessages = messageList(list, store, {});
  const composer = slackComposer(store, { send: 'Post reply', attach: 'Add files to the reply' });
  const close = button(
    { class: 'tool', 'aria-label': 'Close thread', title: 'Close thread' },
    () => closeThread(store),
    icon('close'),
  );
  const body = h('div', { class: 'pane-body' }, scroll.element, composer.element);
  const head = h('header', { class: 'pane-head' }, h('div', {}, h('h2', {}, 'Thread'), where), close);
  const element = h(
    'section',
    { class: 'thread', id: 'pane-thread', 'aria-label': 'Thread', hidden: true },
    head,
    body,
  );
  dropZone(body, composer.attach);
  on(element, 'keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeThread(store);
  });

  return { element, show, focus: composer.focus };

  function show(page: Page) {
    const { server, person = '', thread: open } = page;
    const root = open && rootOf(page, open);
    element.hidden = !root;
    // A closed thread leaves no second copy of its messages behind.
    if (!open || !root || !server) return showMessages(page, []);

    const name = channelName(page, open.channel);
    where.textContent = name;
    scroll.name(`Thread in ${name}`);
    composer.moveTo({
      person,
      channel: open.channel,
      threadTs: open.ts,
      label: 'Reply in thread',
      placeholder: 'Reply …',
    });
    const messages = [root, ...repliesOf(server.snapshot.messages, open)];
    const mine = messages.at(-1)?.user === person;
    scroll.around(`${person}/${open.channel}/${open.ts}`, mine, () => showMessages(page, messages));
  }
}

export function rootOf({ server }: Page, { channel, ts }: ThreadRef): Message | undefined {
  return server?.snapshot.messages.find((message) => message.channel === channel && message.ts === ts);
}

export function openThread(store: Store, ref: ThreadRef): void {
  store.change({ thread: ref, pane: 'thread' });
  document.querySelector<HTMLElement>('.thread .composer-input')?.focus();
}

function closeThread(store: Store): void {
  const { thread: ref } = store.get();
  store.change({ thread: undefined, pane: 'conversation' });
  const message = document.querySelector<HTMLElement>(`.conversation [data-ts="${ref?.ts}"]`);
  (message?.querySelector<HTMLElement>('.replies-button') ?? message)?.focus({ preventScroll: true });
}
