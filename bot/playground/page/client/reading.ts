import type { Message, Snapshot } from '../../slack/types.ts';
import { recall, remember } from './memory.ts';
import type { Page, ThreadRef } from './store.ts';

const MAIL_SEEN = 'mail-seen';

/** What each person has read in this tab. What was there when the page opened counts as read. */
const readUpTo = new Map<string, string>();
let opened: string | undefined;
/** Ephemeral messages of before: Slack forgets them when its page is loaded anew. */
let forgotten = new Set<string>();

export function startReading({ messages }: Snapshot): void {
  if (opened !== undefined) return;
  opened = messages.at(-1)?.ts ?? '0';
  forgotten = new Set(messages.filter(({ onlyFor }) => onlyFor !== undefined).map(({ ts }) => ts));
}

export function isForgotten({ ts }: Message): boolean {
  return forgotten.has(ts);
}

export function markRead(page: Page): void {
  const { server, person = '', place, thread } = page;
  if (!server || document.hidden) return;
  const { messages } = server.snapshot;
  if (place?.kind === 'inbox') remember('browser', MAIL_SEEN, server.mails.at(-1)?.id ?? '');
  if (place?.kind === 'channel') mark(`${person}/${place.id}`, rootsOf(messages, place.id));
  if (thread) mark(`${person}/${thread.channel}/${thread.ts}`, repliesOf(messages, thread));
}

function mark(key: string, messages: Message[]): void {
  const last = messages.at(-1)?.ts;
  if (last !== undefined) readUpTo.set(key, last);
}

/** What the channel itself shows: beginnings of threads, and replies that were sent to the channel too. */
export function rootsOf(messages: readonly Message[], channel: string): Message[] {
  return messages.filter(
    (message) =>
      message.channel === channel && (message.threadTs === undefined || message.broadcast) && !isForgotten(message),
  );
}

export function repliesOf(messages: readonly Message[], { channel, ts }: ThreadRef): Message[] {
  return messages.filter((message) => message.channel === channel && message.threadTs === ts && !isForgotten(message));
}

export function unreadIn(page: Page, channel: string): number {
  return unread(page, `${page.person}/${channel}`, rootsOf(page.server?.snapshot.messages ?? [], channel));
}

export function unreadReplies(page: Page, thread: ThreadRef): number {
  const replies = repliesOf(page.server?.snapshot.messages ?? [], thread);
  return unread(page, `${page.person}/${thread.channel}/${thread.ts}`, replies);
}

function unread({ person }: Page, key: string, messages: Message[]): number {
  const since = readUpTo.get(key) ?? opened ?? '0';
  return messages.filter(({ ts, user }) => ts > since && user !== person).length;
}

/** Mails after the last one that was in the inbox when somebody looked. */
export function unseenMails({ server }: Page): number {
  const mails = server?.mails ?? [];
  const seen = recall('browser', MAIL_SEEN);
  return mails.length - 1 - mails.findLastIndex(({ id }) => id === seen);
}

export function unreadTotal(page: Page): number {
  const channels = page.server?.snapshot.channels ?? [];
  return channels.reduce((sum, { id }) => sum + unreadIn(page, id), 0);
}
