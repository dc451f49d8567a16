import type { Message } from '../../../teams/types.ts';
import { actInTeams, tryInTeams } from '../act.ts';
import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { keyedList } from '../base/keyed.ts';
import { dayName } from '../mrkdwn/date.ts';
import { type Page, type Store, teamsOf } from '../store.ts';
import { showAnswer } from './answer.ts';
import { press } from './deeds.ts';
import { refreshesFor } from './looking.ts';
import { momentOf, type ShownTalk, showTalk, type TalkDeeds } from './message.ts';

type Item =
  | { kind: 'day'; day: string }
  | ({ kind: 'message' } & ShownTalk)
  | { kind: 'answer'; messageId: string; text: string; isReply: boolean }
  | { kind: 'reply'; root: string; open: boolean };

type Parts = {
  /** Where one writes a reply: it stands below the post that is answered. */
  replyBox: HTMLElement;
  /** A message has been drawn whose card shows itself anew to who looks. */
  seen(element: HTMLElement, message: Message): void;
};

/** The messages of a conversation; in a channel each post with its replies below. */
export function talkList(parent: HTMLElement, store: Store, { replyBox, seen }: Parts) {
  const update = keyedList<Item>(parent, { key: keyOf, made: (item) => JSON.stringify(item), build });
  return (page: Page, messages: Message[], isChannel: boolean) => update(itemsOf(page, messages, isChannel));

  function build(item: Item): HTMLElement {
    switch (item.kind) {
      case 'day':
        return h('div', { class: 'day', role: 'separator' }, h('span', {}, dayName(new Date(item.day))));
      case 'message': {
        const shown = showTalk(item, deedsFor(item.message));
        if (item.refreshes) seen(shown, item.message);
        return shown;
      }
      case 'answer':
        return showAnswer(store, item);
      case 'reply':
        return h('div', { class: 'reply-row' }, item.open ? replyBox : replyButton(item.root));
    }
  }

  function replyButton(root: string): HTMLElement {
    const open = () => {
      store.change({ replyTo: root });
      replyBox.querySelector('textarea')?.focus();
    };
    return button({ class: 'replies-button' }, open, icon('reply'), 'Reply');
  }

  function deedsFor(message: Message): TalkDeeds {
    const { id: messageId, conversation, root } = message;
    return {
      press: (pressed) => press(store, messageId, pressed),
      consent: async (action) => void (await tryInTeams(store, { act: 'consent', messageId, action })),
      search: async (dataset, typed) =>
        (await actInTeams(store, { act: 'search', conversation, ...(root && { root }), dataset, typed })).options,
    };
  }
}

function keyOf(item: Item): string {
  switch (item.kind) {
    case 'day':
      return `day ${item.day}`;
    case 'message':
      return item.message.id;
    case 'answer':
      return `answer ${item.messageId}`;
    case 'reply':
      return `reply ${item.root}`;
  }
}

function itemsOf(page: Page, messages: Message[], isChannel: boolean): Item[] {
  const known = new Set(messages.map(({ id }) => id));
  const roots = messages.filter(({ root }) => !isChannel || root === undefined || !known.has(root));
  const days = new Set<string>();
  return roots.flatMap((root): Item[] => {
    const day = momentOf(root.id).toDateString();
    const isNewDay = !days.has(day);
    days.add(day);
    const replies = isChannel ? messages.filter((one) => one.root === root.id) : [];
    return [
      ...(isNewDay ? [{ kind: 'day' as const, day }] : []),
      ...told(page, root, false),
      ...replies.flatMap((reply) => told(page, reply, true)),
      ...(isChannel && !root.onlyFor
        ? [{ kind: 'reply' as const, root: root.id, open: page.replyTo === root.id }]
        : []),
    ];
  });
}

/** A message, and what the bot has answered to a press on it. */
function told(page: Page, message: Message, isReply: boolean): Item[] {
  const answer = page.answers.get(message.id);
  return [
    { kind: 'message', ...shownAs(page, message, isReply) },
    ...(answer === undefined ? [] : [{ kind: 'answer' as const, messageId: message.id, text: answer, isReply }]),
  ];
}

const BOT = 'Muster';

function shownAs(page: Page, message: Message, isReply: boolean): ShownTalk {
  const { people = [], me } = teamsOf(page)?.snapshot ?? {};
  const isBot = message.from === 'bot';
  return {
    message,
    author: isBot ? BOT : (people.find(({ id }) => id === message.from)?.name ?? message.from),
    isBot,
    me: page.person ?? '',
    names: [BOT, ...people.map(({ name }) => name)],
    isReply,
    refreshes: refreshesFor(message, me?.mri),
  };
}
