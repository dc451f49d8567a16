import type { Chat, State } from '../../state.ts';
import { h } from '../base/dom.ts';
import { channelName, nameOf, type Page } from '../store.ts';

type Said = { at: number; isMine: boolean; from: string; where: string };

/** Says aloud that something came; what came is read where it stands. */
export function announcer() {
  const element = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  let heard: { person: string; chat: Chat; last: number; mails: number } | undefined;

  return { element, show };

  function show({ server, person = '', chat }: Page) {
    if (!server || server.snapshot.me.id !== person) return;
    const said = chat === 'teams' ? saidInTeams(server) : saidInSlack(server);
    const now = { person, chat, last: said.at(-1)?.at ?? 0, mails: server.mails.length };
    const before = heard;
    heard = now;
    if (!before || before.person !== person || before.chat !== chat) return;
    const came = said.filter(({ at, isMine }) => at > before.last && !isMine);
    const told = [tellMessages(came), tellMails(now.mails - before.mails)].filter(Boolean).join(' ');
    if (told) element.textContent = told;
  }
}

function saidInSlack(server: State): Said[] {
  const { messages, me } = server.snapshot;
  return messages.map(({ ts, user, channel }) => ({
    at: Number(ts),
    isMine: user === me.id,
    from: nameOf({ server }, user),
    where: channelName({ server }, channel),
  }));
}

function saidInTeams({ teams }: State): Said[] {
  const { messages = [], people = [], conversations = [], me } = teams?.snapshot ?? {};
  return messages.map(({ id, from, conversation }) => ({
    at: Number(id),
    isMine: from === me?.id,
    from: people.find((one) => one.id === from)?.name ?? 'Muster',
    where: conversations.find((one) => one.id === conversation)?.name ?? '',
  }));
}

function tellMessages([first, ...more]: Said[]): string {
  if (!first) return '';
  if (more.length > 0) return `${more.length + 1} new messages.`;
  return `New message from ${first.from} in ${first.where}.`;
}

function tellMails(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? 'A new mail is in the inbox.' : `${count} new mails are in the inbox.`;
}
