import { allComplaintsRead } from '../act.ts';
import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whenChanged } from '../base/keyed.ts';
import { type Page, type Store, teamsOf } from '../store.ts';

/** What Slack or the page complains about. One stands on the page, one in the open modal, where the page is inert. */
export function notices(store: Store, kind: 'toast' | 'inline') {
  const element = h('div', { class: `notices ${kind}` });
  const show = whenChanged((texts: string[]) => element.replaceChildren(...texts.map(notice)));

  return { element, show };

  function notice(text: string): HTMLElement {
    const away = button(
      { class: 'tool', 'aria-label': 'Dismiss the message', title: 'Dismiss' },
      dismiss,
      icon('close'),
    );
    return h('div', { class: 'notice' }, icon('warning'), h('span', { class: 'grow', role: 'alert' }, text), away);
  }

  function dismiss() {
    store.change({ trouble: undefined, readComplaints: true, ...allComplaintsRead(store.get()) });
  }
}

export function noticesOf(page: Page): string[] {
  const { server, trouble, readComplaints, person = '', readInTeams } = page;
  const teams = teamsOf(page);
  const unread = teams ? teams.snapshot.complaints.slice(readInTeams.get(person)) : [];
  const complaints = teams ? [...new Set(unread)] : readComplaints ? [] : (server?.snapshot.complaints ?? []);
  return [...complaints, ...(trouble === undefined ? [] : [trouble])];
}
