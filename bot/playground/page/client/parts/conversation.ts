import { h } from '../base/dom.ts';
import { whenChanged } from '../base/keyed.ts';
import type { Where } from '../composer/composer.ts';
import { slackComposer } from '../composer/to-slack.ts';
import { avatar } from '../message/avatar.ts';
import { messageList } from '../message/list.ts';
import { rootsOf } from '../reading.ts';
import type { Page, Store } from '../store.ts';
import { dropZone } from './drop-zone.ts';
import { scroller } from './scroller.ts';
import { openThread } from './thread.ts';
import { welcome } from './welcome.ts';

/** The middle: the messages of a channel and where one writes. */
export function conversation(store: Store) {
  const title = h('h2', {});
  const about = h('p', { class: 'faint' });
  const list = h('div', { class: 'messages' });
  const scroll = scroller(list);
  const showMessages = messageList(list, store, { openThread: (thread) => openThread(store, thread) });
  const composer = slackComposer(store, { send: 'Post message', attach: 'Attach files' });
  const greeting = welcome(() => startSample(store, composer.prefill));
  const empty = h('p', { class: 'empty' }, 'Nothing was written here yet.');
  const body = h('div', { class: 'pane-body' }, greeting, scroll.element, composer.element);
  const element = h(
    'section',
    { class: 'conversation', id: 'pane-conversation', 'aria-label': 'Conversation' },
    h('header', { class: 'pane-head' }, h('div', {}, title, about)),
    body,
  );
  dropZone(body, composer.attach);

  const showHead = whenChanged(({ name, kind, note }: { name: string; kind: string; note: string }) => {
    title.replaceChildren(
      kind === 'direct' ? avatar(name, true) : h('span', { class: 'sign', 'aria-hidden': 'true' }, '#'),
      name,
    );
    about.textContent = note;
    scroll.name(`Messages in ${name}`);
  });

  return { element, show, focus: composer.focus };

  function show(page: Page) {
    const { place, server } = page;
    element.hidden = place?.kind !== 'channel';
    if (place?.kind !== 'channel' || !server) return;
    const channel = server.snapshot.channels.find(({ id }) => id === place.id);
    if (!channel) return;

    const isDirect = channel.kind === 'direct';
    showHead({ ...channel, note: isDirect ? 'Only you two see this' : 'Everybody in the workspace sees this' });
    composer.moveTo(whereOf(page, channel));
    const messages = rootsOf(server.snapshot.messages, channel.id);
    scroll.around(`${page.person}/${channel.id}`, messages.at(-1)?.user === page.person, () =>
      showMessages(page, messages),
    );
    // Once there is something to read, the introduction makes room for it.
    greeting.classList.toggle('compact', messages.length > 0);
    empty.remove();
    if (messages.length === 0) list.after(empty);
  }
}

function whereOf(page: Page, { id, name, kind }: { id: string; name: string; kind: string }): Where {
  return {
    person: page.person ?? '',
    channel: id,
    label: `Message ${name}`,
    placeholder: `Message ${kind === 'direct' ? '' : '#'}${name}`,
  };
}

function startSample(store: Store, prefill: (text: string) => void): void {
  const { place, server } = store.get();
  const first = server?.snapshot.channels.find(({ kind }) => kind === 'channel');
  if (place?.kind !== 'channel' && first) store.change({ place: { kind: 'channel', id: first.id } });
  store.change({ pane: 'conversation' });
  prefill('/muster import');
}
