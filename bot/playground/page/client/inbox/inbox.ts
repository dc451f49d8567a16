import type { ShownMail } from '../../state.ts';
import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { keyedList } from '../base/keyed.ts';
import { clock, fullTime } from '../mrkdwn/date.ts';
import type { Page, Store } from '../store.ts';
import { mailView } from './mail.ts';

/** The mails that the playground caught instead of sending. */
export function inbox(store: Store) {
  const count = h('p', { class: 'faint', role: 'status' });
  const search = h('input', {
    type: 'search',
    class: 'input',
    'aria-label': 'Filter mails',
    placeholder: 'Filter by name or subject',
  });
  const list = h('div', { class: 'mails', role: 'list', 'aria-label': 'Mails' });
  const empty = h('p', { class: 'empty' });
  const view = mailView(() => store.change({ openMail: undefined }));
  const left = h(
    'div',
    { class: 'mail-side' },
    h('div', { class: 'mail-search' }, icon('search'), search),
    list,
    empty,
  );
  const head = h('header', { class: 'pane-head' }, h('div', {}, h('h2', {}, 'Inbox'), count));
  const element = h(
    'section',
    { class: 'inbox', id: 'pane-inbox', 'aria-label': 'Inbox', hidden: true },
    head,
    h('div', { class: 'inbox-body' }, left, view.element),
  );
  const update = keyedList<ShownMail & { open: boolean }>(list, {
    key: ({ id }) => id,
    made: (mail) => JSON.stringify([mail.id, mail.open]),
    build: (mail) => row(mail, () => store.change({ openMail: mail.id })),
  });
  on(search, 'input', () => show(store.get()));

  return { element, show };

  function show({ place, server, openMail }: Page) {
    element.hidden = place?.kind !== 'inbox';
    if (place?.kind !== 'inbox' || !server) return;

    const { mails } = server;
    const wanted = search.value.trim().toLowerCase();
    const found = mails.filter((mail) => holds(mail, wanted)).reverse();
    update(found.map((mail) => ({ ...mail, open: mail.id === openMail })));
    count.textContent = tellCount(mails.length, found.length);
    empty.hidden = found.length > 0;
    empty.textContent =
      mails.length === 0 ? 'No mail has arrived yet. Invitations land here.' : 'No mail fits that filter.';
    element.classList.toggle('reading', openMail !== undefined);
    view.show(mails.find(({ id }) => id === openMail));
  }
}

function holds({ to, from, subject }: ShownMail, wanted: string): boolean {
  return [to, from, subject].some((part) => part.toLowerCase().includes(wanted));
}

function tellCount(all: number, found: number): string {
  if (all !== found) return `${found} of ${all} mails`;
  return all === 1 ? '1 mail' : `${all} mails`;
}

function row({ to, subject, date, open }: ShownMail & { open: boolean }, chosen: () => void): HTMLElement {
  const at = new Date(date);
  const shown = button(
    { class: 'mail-row', 'aria-current': open && 'true' },
    chosen,
    h('span', { class: 'mail-to' }, to),
    h('time', { class: 'faint', datetime: date, title: fullTime(at) }, clock(at)),
    h('span', { class: 'mail-subject' }, subject || '(no subject)'),
  );
  return h('div', { role: 'listitem' }, shown);
}
