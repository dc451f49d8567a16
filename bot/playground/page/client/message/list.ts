import type { Message } from '../../../slack/types.ts';
import { act, tryAct } from '../act.ts';
import { h } from '../base/dom.ts';
import { keyedList } from '../base/keyed.ts';
import type { BlockContext } from '../blocks/context.ts';
import { dayName } from '../mrkdwn/date.ts';
import { repliesOf, unreadReplies } from '../reading.ts';
import { Refused } from '../refused.ts';
import { channelName, nameOf, type Page, type Store, type ThreadRef } from '../store.ts';
import { type ShownMessage, showMessage, timeOf } from './message.ts';

/** Messages of one author within this time read as one. */
const TOGETHER_SECONDS = 300;

type Item = { kind: 'day'; day: string } | ({ kind: 'message' } & ShownMessage);
type Deeds = { openThread?: (thread: ThreadRef) => void };

/** A list of messages that touches only what changed. */
export function messageList(parent: HTMLElement, store: Store, { openThread }: Deeds) {
  const update = keyedList<Item>(parent, {
    key: (item) => (item.kind === 'day' ? `day ${item.day}` : `${item.message.channel} ${item.message.ts}`),
    made: (item) => JSON.stringify(item),
    build: (item) => (item.kind === 'day' ? showDay(item.day) : showMessage(item, deedsFor(item.message))),
  });

  return (page: Page, messages: Message[]) => update(itemsOf(page, messages, openThread !== undefined));

  function deedsFor(message: Message) {
    const { channel, ts } = message;
    return {
      context: contextOf(store, { channel, ts }),
      openThread: () => openThread?.({ channel, ts: message.threadTs ?? ts }),
      shortcut: async (callbackId: string) => {
        await tryAct(store, { act: 'shortcut', message: { channel, ts }, callbackId });
      },
    };
  }
}

/** What blocks need, for a message or a modal. */
export function contextOf(store: Store, on: ThreadRef | { viewId: string }): BlockContext {
  const page = store.get();
  return {
    names: {
      me: page.person ?? '',
      person: (id) => nameOf(store.get(), id),
      channel: (id) => channelName(store.get(), id),
    },
    people: page.server?.snapshot.people ?? [],
    channels: page.server?.snapshot.channels ?? [],
    press: async (actionId, choice) => {
      await tryAct(store, { act: 'press', on, actionId, choice });
    },
    options: async (actionId, typed) => {
      if (!('viewId' in on)) throw new Refused('Searching selects work in dialogs only.');
      return (await act(store, { act: 'options', viewId: on.viewId, actionId, typed })).options;
    },
  };
}

function itemsOf(page: Page, messages: Message[], withThreads: boolean): Item[] {
  return messages.flatMap((message, index): Item[] => {
    const before = messages[index - 1];
    const day = timeOf(message.ts).toDateString();
    const newDay = !before || timeOf(before.ts).toDateString() !== day;
    return [
      ...(newDay ? [{ kind: 'day' as const, day }] : []),
      shownAs(page, message, newDay ? undefined : before, withThreads),
    ];
  });
}

function shownAs(page: Page, message: Message, before: Message | undefined, withThreads: boolean): Item {
  const thread = { channel: message.channel, ts: message.ts };
  const replies = withThreads ? repliesOf(page.server?.snapshot.messages ?? [], thread) : [];
  return {
    kind: 'message',
    message,
    author: nameOf(page, message.user),
    isBot: message.user === page.server?.snapshot.bot.id,
    me: page.person ?? '',
    follows: before !== undefined && goesTogether(before, message),
    ...(withThreads && {
      replies: { count: replies.length, last: replies.at(-1)?.ts, unread: unreadReplies(page, thread) },
    }),
  };
}

function goesTogether(before: Message, message: Message): boolean {
  const sameKind = before.onlyFor === message.onlyFor && before.user === message.user;
  return sameKind && Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

function showDay(day: string): HTMLElement {
  return h('div', { class: 'day', role: 'separator' }, h('span', {}, dayName(new Date(day))));
}
