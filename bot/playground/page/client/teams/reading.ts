import type { Conversation, Message } from '../../../teams/types.ts';
import { type Page, teamsOf } from '../store.ts';

/** What each person has read in this tab. What was there when somebody first came to look counts as read. */
const readUpTo = new Map<string, string>();
const opened = new Map<string, string>();

export const messagesIn = (messages: readonly Message[], conversation: string): Message[] =>
  messages.filter((message) => message.conversation === conversation);

export function markTalkRead(page: Page): void {
  const { person = '', place } = page;
  const teams = teamsOf(page);
  if (!teams) return;
  const { messages } = teams.snapshot;
  if (!opened.has(person)) opened.set(person, messages.at(-1)?.id ?? '0');
  if (document.hidden || place?.kind !== 'talk') return;
  const last = newest(messagesIn(messages, place.id));
  if (last) readUpTo.set(`${person}/${place.id}`, last);
}

/** Edits keep the place of a message, so the newest stands at the end. */
const newest = (messages: Message[]): string | undefined => messages.at(-1)?.id;

export function unreadInTalk(page: Page, { id }: Conversation): number {
  const { person = '' } = page;
  const teams = teamsOf(page);
  const since = Number(readUpTo.get(`${person}/${id}`) ?? opened.get(person) ?? 0);
  const me = teams?.snapshot.me.id;
  return messagesIn(teams?.snapshot.messages ?? [], id).filter((one) => Number(one.id) > since && one.from !== me)
    .length;
}

export function unreadInTeams(page: Page): number {
  const talks = teamsOf(page)?.snapshot.conversations ?? [];
  return talks.reduce((sum, talk) => sum + unreadInTalk(page, talk), 0);
}
