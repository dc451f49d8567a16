import type { Channel } from '../../../slack/types.ts';
import { button, h, setAttributes } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whenChanged } from '../base/keyed.ts';
import { avatar } from '../message/avatar.ts';
import { unreadIn, unseenMails } from '../reading.ts';
import { channelsOf, type Page, type Place, type Store, teamsOf } from '../store.ts';
import { unreadInTalk } from '../teams/reading.ts';

type Entry = { place: Place; name: string; kind: Channel['kind'] | 'home' | 'inbox' };
type Row = Entry & { news: number; here: boolean };

/** Where one can go: channels, the talk with the bot, and the inbox. */
export function places(store: Store) {
  const element = h('nav', { class: 'places', 'aria-label': 'Channels and inbox' });
  let shown = new Map<string, HTMLElement>();
  const build = whenChanged((all: Entry[]) => {
    shown = new Map(all.map((entry) => [keyOf(entry), makeRow(store, entry)]));
    const team = teamsOf(store.get())?.team.name;
    element.replaceChildren(
      ...(team === undefined
        ? [...part('Channels', 'channel', all), ...part('Direct messages', 'direct', all), ...part('App', 'home', all)]
        : [...part('Chat', 'direct', all), ...part(team, 'channel', all)]),
      ...part('Mail', 'inbox', all),
    );
  });

  return { element, show };

  function show(page: Page) {
    const rows = rowsOf(page);
    // The buttons themselves stay, so that the focus stays on them.
    build(rows.map(({ place, name, kind }) => ({ place, name, kind })));
    for (const row of rows) {
      const existing = shown.get(keyOf(row));
      if (existing) mark(existing, row);
    }
  }

  function part(title: string, kind: Entry['kind'], all: Entry[]): HTMLElement[] {
    const rows = all.filter((entry) => entry.kind === kind).flatMap((entry) => shown.get(keyOf(entry)) ?? []);
    return [h('h2', { class: 'side-title' }, title), ...rows];
  }
}

function mark(shown: HTMLElement, { kind, news, here }: Row): void {
  setAttributes(shown, {
    'aria-current': here && 'page',
    'aria-description': news > 0 && `${news} ${kind === 'inbox' ? 'new' : 'unread'}`,
    class: `place${news > 0 ? ' news' : ''}`,
  });
  const badge = shown.querySelector('.badge');
  if (badge) badge.textContent = news > 0 ? String(news) : '';
}

function keyOf({ place }: Entry): string {
  return 'id' in place ? place.id : place.kind;
}

function rowsOf(page: Page): Row[] {
  const inbox: Row = {
    place: { kind: 'inbox' },
    name: 'Inbox',
    kind: 'inbox',
    news: unseenMails(page),
    here: page.place?.kind === 'inbox',
  };
  return [...(page.chat === 'teams' ? talks(page) : channelsAndHome(page)), inbox];
}

function talks(page: Page): Row[] {
  const { place } = page;
  return (teamsOf(page)?.snapshot.conversations ?? []).map((talk) => ({
    place: { kind: 'talk', id: talk.id },
    name: talk.name,
    kind: talk.kind === 'personal' ? 'direct' : 'channel',
    news: unreadInTalk(page, talk),
    here: place?.kind === 'talk' && place.id === talk.id,
  }));
}

function channelsAndHome(page: Page): Row[] {
  const { server, place } = page;
  const channels = channelsOf(server).map(
    ({ id, name, kind }): Row => ({
      place: { kind: 'channel', id },
      name,
      kind,
      news: unreadIn(page, id),
      here: place?.kind === 'channel' && place.id === id,
    }),
  );
  const home: Row = {
    place: { kind: 'home' },
    name: `${server?.snapshot.bot.name ?? ''} Home`,
    kind: 'home',
    news: 0,
    here: place?.kind === 'home',
  };
  return [...channels, home];
}

function makeRow(store: Store, { place, name, kind }: Entry): HTMLElement {
  const sign =
    kind === 'inbox'
      ? icon('mail')
      : kind === 'home'
        ? icon('home')
        : kind === 'direct'
          ? avatar(name, true)
          : icon('hash');
  const pane = kind === 'inbox' ? 'inbox' : 'conversation';
  return button(
    { class: 'place' },
    () => store.change({ place, pane, thread: undefined, replyTo: undefined }),
    sign,
    h('span', { class: 'grow' }, name),
    h('span', { class: 'badge', 'aria-hidden': 'true' }),
  );
}
