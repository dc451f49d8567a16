import type { KnownBlock } from '@slack/types';
import type { OpenView } from '../../slack/types.ts';
import { tryAct } from './act.ts';
import { h } from './base/dom.ts';
import { keyedList } from './base/keyed.ts';
import { showBlock } from './blocks/block.ts';
import { contextOf } from './message/list.ts';
import { isBlock } from './modal/form.ts';
import type { Page, Store } from './store.ts';

type Item = { at: number; block: KnownBlock; viewId: string };

/** The app's Home tab: what the bot has published to this person, and nobody else. */
export function homeTab(store: Store) {
  const blocks = h('div', { class: 'home-blocks blocks' });
  const empty = h('p', { class: 'empty' }, 'The bot has published nothing here yet.');
  const title = h('h2', {}, 'Home');
  const element = h(
    'section',
    { class: 'home', id: 'pane-home', 'aria-label': 'Home', hidden: true },
    h('header', { class: 'pane-head' }, h('div', {}, title, h('p', { class: 'faint' }, 'Only you see this'))),
    h('div', { class: 'scroll', role: 'region', 'aria-label': 'Home tab', tabindex: 0 }, blocks, empty),
  );
  const update = keyedList<Item>(blocks, {
    key: ({ at, block }) => `${at} ${block.type}`,
    made: (item) => JSON.stringify(item),
    build: ({ block, viewId }) => showBlock(block, contextOf(store, { viewId })),
  });
  /** Whose tab was opened: Slack tells the bot each time somebody comes to look. */
  let openedFor: string | undefined;

  return { element, show };

  function show(page: Page) {
    element.hidden = page.place?.kind !== 'home';
    if (element.hidden || !page.server) {
      openedFor = undefined;
      return;
    }
    if (page.person !== undefined && openedFor !== page.person) {
      openedFor = page.person;
      queueMicrotask(() => void tryAct(store, { act: 'home' }));
    }
    const { home, me } = page.server.snapshot;
    title.textContent = `Home of ${me.name}`;
    empty.hidden = home !== undefined;
    update(home ? itemsOf(home) : []);
  }
}

function itemsOf({ id, view }: OpenView): Item[] {
  return view.blocks.filter(isBlock).map((block, at) => ({ at, block, viewId: id }));
}
