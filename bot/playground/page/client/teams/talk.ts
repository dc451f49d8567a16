import type { Conversation } from '../../../teams/types.ts';
import { h, on } from '../base/dom.ts';
import { whenChanged } from '../base/keyed.ts';
import type { Where } from '../composer/composer.ts';
import { avatar } from '../message/avatar.ts';
import { dropZone } from '../parts/drop-zone.ts';
import { scroller } from '../parts/scroller.ts';
import { type Page, type Store, teamsOf } from '../store.ts';
import { talkList } from './list.ts';
import { lookAtCards } from './looking.ts';
import { messagesIn } from './reading.ts';
import { teamsComposer } from './to-teams.ts';
import { teamsWelcome } from './welcome.ts';

const NO_FILES = 'In a channel Teams gives files to no bot. Attach the list in the chat with Muster.';

/** The middle, in Teams: the chat with the bot, or a channel with its posts. */
export function talk(store: Store) {
  const title = h('h2', {});
  const about = h('p', { class: 'faint' });
  const list = h('div', { class: 'messages' });
  const scroll = scroller(list);
  const composer = teamsComposer(store, { send: 'Send message', attach: 'Attach files' });
  const reply = teamsComposer(store, { send: 'Send reply', attach: 'Attach files' });
  const seen = lookAtCards(store);
  const showMessages = talkList(list, store, { replyBox: reply.element, seen });
  const greeting = teamsWelcome(store, composer.attach, composer.focus);
  const starting = h('p', { class: 'teams-starting', role: 'status' });
  const empty = h('p', { class: 'empty' }, 'Nothing was written here yet.');
  const body = h('div', { class: 'pane-body' }, starting, greeting, scroll.element, composer.element);
  const element = h(
    'section',
    { class: 'conversation talk', id: 'pane-talk', 'aria-label': 'Teams', hidden: true },
    h('header', { class: 'pane-head' }, h('div', {}, title, about)),
    body,
  );
  dropZone(body, composer.attach);
  on(reply.element, 'keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeReply();
  });

  const showHead = whenChanged(({ name, kind }: Conversation) => {
    const isPersonal = kind === 'personal';
    title.replaceChildren(
      isPersonal ? avatar(name, true) : h('span', { class: 'sign', 'aria-hidden': 'true' }, '#'),
      name,
    );
    about.textContent = isPersonal ? 'Only you two see this' : 'Everybody in the team sees this';
    scroll.name(`Messages in ${name}`);
  });

  return { element, show, focus: composer.focus };

  function show(page: Page) {
    const { place } = page;
    const teams = teamsOf(page);
    element.hidden = place?.kind !== 'talk' || !teams;
    if (place?.kind !== 'talk' || !teams) return;
    const { conversations, messages, me } = teams.snapshot;
    const here = conversations.find(({ id }) => id === place.id);
    if (!here) return;

    const isChannel = here.kind === 'channel';
    const waiting = teams.isReady ? '' : 'Teams is still starting…';
    if (starting.textContent !== waiting) starting.textContent = waiting;
    showHead(here);
    composer.moveTo(whereOf(page, here));
    composer.mention.hidden = !isChannel;
    if (page.replyTo) reply.moveTo(replyTo(page, here, page.replyTo));
    const shown = messagesIn(messages, here.id);
    scroll.around(`${page.person}/${here.id}`, shown.at(-1)?.from === me.id, () =>
      showMessages(page, shown, isChannel),
    );
    greeting.hidden = isChannel || greeting.dataset['away'] === 'yes';
    greeting.classList.toggle('compact', shown.length > 0);
    empty.remove();
    if (shown.length === 0) list.after(empty);
  }

  function closeReply() {
    const { replyTo: root } = store.get();
    store.change({ replyTo: undefined });
    list.querySelector<HTMLElement>(`[data-ts="${root}"]`)?.focus({ preventScroll: true });
  }
}

function whereOf(page: Page, { id, name, kind }: Conversation): Where {
  const isPersonal = kind === 'personal';
  return {
    ...{ person: page.person ?? '', channel: id },
    label: isPersonal ? `Message ${name}` : `New post in ${name}`,
    placeholder: isPersonal ? 'Type a message' : 'Start a post. Muster hears what begins with @Muster',
    ...(!isPersonal && { withoutFiles: NO_FILES }),
  };
}

function replyTo(page: Page, { id, name }: Conversation, root: string): Where {
  return {
    ...{ person: page.person ?? '', channel: id, threadTs: root, withoutFiles: NO_FILES },
    ...{ label: `Reply in ${name}`, placeholder: 'Reply' },
  };
}
