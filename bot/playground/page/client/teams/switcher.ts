import type { Chat } from '../../state.ts';
import { freshId, h, on } from '../base/dom.ts';
import { follow } from '../live.ts';
import { remember } from '../memory.ts';
import type { Page, Store } from '../store.ts';

const NAMES: Record<Chat, string> = { slack: 'Slack', teams: 'Teams' };

export const chatOf = (name: string | undefined): Chat => (name === 'teams' ? 'teams' : 'slack');

/** In which chat one is. Not there where there is only one. */
export function chatSwitcher(store: Store) {
  const titleId = freshId('chats');
  const inputs = (Object.keys(NAMES) as Chat[]).map((chat) =>
    on(h('input', { type: 'radio', name: 'chat', value: chat }), 'change', () => goTo(store, chat)),
  );
  const element = h(
    'section',
    { class: 'chats', role: 'radiogroup', 'aria-labelledby': titleId, hidden: true },
    h('h2', { class: 'unseen', id: titleId }, 'Chat'),
    ...inputs.map((input) => h('label', { class: 'chat' }, input, h('span', {}, NAMES[input.value as Chat]))),
  );

  return { element, show };

  function show({ server, chat }: Page) {
    element.hidden = (server?.chats.length ?? 0) < 2;
    for (const input of inputs) input.checked = input.value === chat;
    document.body.dataset['chat'] = chat;
  }
}

/** The same person in the other chat. Where they stood there is where they stand again. */
export function goTo(store: Store, chat: Chat): void {
  const { person, lastChannel, lastTalk } = store.get();
  remember('tab', 'chat', chat);
  history.replaceState(undefined, '', chat === 'teams' ? '?chat=teams' : location.pathname);
  const id = chat === 'teams' ? lastTalk : lastChannel;
  const kind = chat === 'teams' ? 'talk' : 'channel';
  store.change({ chat, place: id === undefined ? undefined : { kind, id }, thread: undefined, answers: new Map() });
  follow(store, person);
}
