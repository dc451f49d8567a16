import type { Dialog } from '../../../teams/types.ts';
import { actInTeams, tryInTeams } from '../act.ts';
import { button, freshId, h, on } from '../base/dom.ts';
import { focusable } from '../base/focus.ts';
import { icon } from '../base/icon.ts';
import { whenChanged } from '../base/keyed.ts';
import { avatar } from '../message/avatar.ts';
import { notices, noticesOf } from '../parts/notices.ts';
import { type Page, type Store, teamsOf } from '../store.ts';
import { showCard } from './card/show-card.ts';
import { submit } from './deeds.ts';

/** The dialog that the bot has opened for who looks. */
export function teamsDialog(store: Store, focusAfter: () => void) {
  const title = h('h2', { id: freshId('dialog'), tabindex: -1 });
  const complaints = notices(store, 'inline');
  const body = h('div', { class: 'modal-body' });
  const dismiss = button({ class: 'tool', 'aria-label': 'Close', title: 'Close' }, () => void close(), icon('close'));
  const head = h('header', { class: 'modal-head' }, avatar('Muster', true), title, dismiss);
  const element = h(
    'dialog',
    { class: 'dialog modal teams-dialog', 'aria-labelledby': title.id },
    h('div', { class: 'modal-form' }, head, complaints.element, body),
  );
  let before: HTMLElement | undefined;
  on(element, 'cancel', (event) => {
    if (event.target !== element) return;
    event.preventDefault();
    void close();
  });
  const showDialog = whenChanged((dialog: Dialog) => {
    title.textContent = dialog.title;
    body.replaceChildren(dialog.page === undefined ? cardOf(dialog) : linkTo(dialog.page));
    if (!element.open) open();
    (focusable(body)[0] ?? title).focus();
  });

  return { element, show };

  function show(page: Page) {
    const dialog = teamsOf(page)?.snapshot.dialog;
    if (!dialog) return hide();
    complaints.show(noticesOf(page));
    showDialog(dialog);
    if (!element.open) open();
  }

  function open() {
    const { activeElement } = document;
    before = activeElement instanceof HTMLElement ? activeElement : undefined;
    element.showModal();
  }

  function hide() {
    if (!element.open) return;
    element.close();
    if (before?.isConnected) before.focus();
    else focusAfter();
  }

  function cardOf({ card }: Dialog): HTMLElement {
    return showCard(card, {
      press: (pressed) => submit(store, pressed),
      search: async (dataset, typed) => {
        const { place } = store.get();
        const conversation = place?.kind === 'talk' ? place.id : '';
        return (await actInTeams(store, { act: 'search', conversation, dataset, typed })).options;
      },
    });
  }

  async function close() {
    await tryInTeams(store, { act: 'close' });
  }
}

/** Teams shows the page within the dialog. It lets only Teams do so, so here it opens beside. */
function linkTo(page: string): HTMLElement {
  return h(
    'div',
    { class: 'text teams-page' },
    h('p', {}, 'Teams shows a page of Muster’s own here. In the playground it opens in a tab of its own.'),
    h('p', {}, h('a', { class: 'button primary', href: page, target: '_blank', rel: 'noopener' }, 'Open the page')),
  );
}
