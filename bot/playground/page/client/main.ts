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
import { dialogAnswer } from './teams/answer.ts';
import { teamsDialog } from './teams/dialog.ts';
import { markTalkRead, unreadInTeams } from './teams/reading.ts';
import { chatOf, chatSwitcher } from './teams/switcher.ts';
import { talk } from './teams/talk.ts';

// A link may say whom to be at first, and where; from then on the switchers say it.
const query = new URLSearchParams(location.search);
const asked = query.get('person') ?? undefined;
if (asked !== undefined) remember('tab', 'person', asked);
const person = asked ?? recall('tab', 'person');
const chat = chatOf(query.get('chat') ?? recall('tab', 'chat'));
remember('tab', 'chat', chat);
history.replaceState(undefined, '', chat === 'teams' ? '?chat=teams' : location.pathname);
const store = makeStore({ person, chat });

const head = workspaceHead();
const which = chatSwitcher(store);
const who = people(store);
const where = places(store);
const slackTalk = conversation(store);
const inTeams = talk(store);
const side = thread(store);
const home = homeTab(store);
const mail = inbox(store);
const top = modal(store, slackTalk.focus);
const dialog = teamsDialog(store, inTeams.focus);
const toast = notices(store, 'toast');
const answered = dialogAnswer(store);
const voice = announcer();
const tabs = panes(store);
const line = connection();

const middle = h('main', { class: 'main' }, slackTalk.element, home.element, mail.element);

document.body.append(
  line.element,
  tabs.element,
  h(
    'div',
    { class: 'workspace' },
    h('div', { class: 'sidebar', id: 'pane-channels' }, head.element, which.element, who.element, where.element),
    middle,
    side.element,
  ),
  toast.element,
  voice.element,
  top.element,
  dialog.element,
  answered.element,
);

store.listen((page: Page) => {
  // Nobody finds the words of one chat in the other.
  if (page.chat === 'slack') inTeams.element.remove();
  else if (!inTeams.element.isConnected) middle.prepend(inTeams.element);
  if (page.server) startReading(page.server.snapshot);
  markRead(page);
  markTalkRead(page);
  for (const part of [
    head,
    which,
    who,
    where,
    slackTalk,
    inTeams,
    home,
    side,
    mail,
    voice,
    tabs,
    line,
    top,
    dialog,
    answered,
  ])
    part.show(page);
  toast.show(top.element.open || dialog.element.open ? [] : noticesOf(page));
  const unread = page.chat === 'teams' ? unreadInTeams(page) : unreadTotal(page);
  const name = page.server?.workspace.name ?? 'Muster';
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Muster playground`;
  document.body.classList.toggle('with-thread', page.thread !== undefined && !side.element.hidden);
});
document.addEventListener('visibilitychange', () => store.change({}));

follow(store, person);
