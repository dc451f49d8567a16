import { button, h, on, setAttributes } from '../base/dom.ts';
import { focusedOf } from '../base/focus.ts';
import { unseenMails } from '../reading.ts';
import type { Page, Pane, Store } from '../store.ts';

const NAMES: Record<Pane, string> = {
  channels: 'Channels',
  conversation: 'Conversation',
  thread: 'Thread',
  inbox: 'Inbox',
};
const ORDER: Pane[] = ['channels', 'conversation', 'thread', 'inbox'];

/** The tabs of a narrow screen, which shows one pane at a time. */
export function panes(store: Store) {
  const tabs = new Map(ORDER.map((pane) => [pane, tab(store, pane)]));
  const element = h('div', { class: 'panes', role: 'tablist', 'aria-label': 'Panes' }, ...tabs.values());
  on(element, 'keydown', (event) => {
    const visible = [...tabs.values()].filter(({ hidden }) => !hidden);
    const at = focusedOf(visible);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: visible.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = visible[(to + visible.length) % visible.length];
    next?.focus();
    next?.click();
  });

  return { element, show };

  function show(page: Page) {
    for (const [pane, shown] of tabs) {
      const here = page.pane === pane;
      setAttributes(shown, {
        'aria-selected': String(here),
        tabindex: here ? 0 : -1,
        hidden: pane === 'thread' && !page.thread,
      });
    }
    const news = unseenMails(page);
    tabs
      .get('inbox')
      ?.replaceChildren(
        NAMES.inbox,
        news > 0 ? h('span', { class: 'badge', 'aria-hidden': 'true' }, String(news)) : '',
      );
    document.body.dataset['pane'] = page.pane;
  }
}

function tab(store: Store, pane: Pane): HTMLButtonElement {
  return button(
    { role: 'tab', 'aria-controls': `pane-${pane}` },
    () => store.change({ pane, ...placeFor(pane, store.get()) }),
    NAMES[pane],
  );
}

function placeFor(pane: Pane, page: Page): Pick<Page, 'place'> | undefined {
  const { place, server, lastChannel, lastTalk } = page;
  if (pane === 'inbox') return { place: { kind: 'inbox' } };
  const talk = lastTalk ?? server?.teams?.snapshot.conversations[0]?.id;
  if (page.chat === 'teams') return pane === 'conversation' && talk ? { place: { kind: 'talk', id: talk } } : undefined;
  const id = lastChannel ?? server?.snapshot.channels[0]?.id;
  if (pane !== 'conversation' || place?.kind === 'channel' || id === undefined) return undefined;
  return { place: { kind: 'channel', id } };
}
