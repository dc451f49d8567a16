import type { Message } from '../../../slack/types.ts';
import type { State } from '../../state.ts';
import { h } from '../base/dom.ts';
import { channelName, nameOf, type Page } from '../store.ts';

/** Says aloud that something came; what came is read where it stands. */
export function announcer() {
  const element = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  let heard: { person: string; last: string; mails: number } | undefined;

  return { element, show };

  function show({ server, person = '' }: Page) {
    if (!server || server.snapshot.me.id !== person) return;
    const { messages } = server.snapshot;
    const now = { person, last: messages.at(-1)?.ts ?? '0', mails: server.mails.length };
    const before = heard;
    heard = now;
    if (!before || before.person !== person) return;
    const came = messages.filter(({ ts, user }) => ts > before.last && user !== person);
    const told = [tellMessages(came, server), tellMails(now.mails - before.mails)].filter(Boolean).join(' ');
    if (told) element.textContent = told;
  }
}

function tellMessages([first, ...more]: Message[], server: State): string {
  if (!first) return '';
  if (more.length > 0) return `${more.length + 1} new messages.`;
  return `New message from ${nameOf({ server }, first.user)} in ${channelName({ server }, first.channel)}.`;
}

function tellMails(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? 'A new mail is in the inbox.' : `${count} new mails are in the inbox.`;
}
