import { h } from './base/dom.ts';
import { homeTab } from './home.ts';
import { inbox } from './inbox/inbox.ts';
import { follow } from './live.ts';
import { recall, remember } from './memory.ts';
import { modal } from './modal/modal.ts';
import { announcer } from './parts/announcer.ts';
import { conversation } from './parts/conversation.ts';
import { connection, workspaceHead } from './parts/frame.ts';
import { notices, noticesOf } from './parts/notices.ts';
import { panes } from './parts/panes.ts';
import { people } from './parts/people.ts';
import { places } from './parts/places.ts';
import { thread } from './parts/thread.ts';
import { markRead, startReading, unreadTotal } from './reading.ts';
import { makeStore, type Page } from './store.ts';

// A link may say whom to be at first; from then on the switcher says it.
const asked = new URLSearchParams(location.search).get('person') ?? undefined;
if (asked !== undefined) {
  remember('tab', 'person', asked);
  history.replaceState(undefined, '', location.pathname);
}
const person = asked ?? recall('tab', 'person');
const store = makeStore({ person });

const head = workspaceHead();
const who = people(store);
const where = places(store);
const talk = conversation(store);
const side = thread(store);
const home = homeTab(store);
const mail = inbox(store);
const top = modal(store, talk.focus);
const toast = notices(store, 'toast');
const voice = announcer();
const tabs = panes(store);
const line = connection();

document.body.append(
  line.element,
  tabs.element,
  h(
    'div',
    { class: 'workspace' },
    h('div', { class: 'sidebar', id: 'pane-channels' }, head.element, who.element, where.element),
    h('main', { class: 'main' }, talk.element, home.element, mail.element),
    side.element,
  ),
  toast.element,
  voice.element,
  top.element,
);

store.listen((page: Page) => {
  if (page.server) startReading(page.server.snapshot);
  markRead(page);
  for (const part of [head, who, where, talk, home, side, mail, voice, tabs, line, top]) part.show(page);
  toast.show(top.element.open ? [] : noticesOf(page));
  const unread = unreadTotal(page);
  const name = page.server?.workspace.name ?? 'Muster';
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Muster playground`;
  document.body.classList.toggle('with-thread', page.thread !== undefined && !side.element.hidden);
});
document.addEventListener('visibilitychange', () => store.change({}));

follow(store, person);
