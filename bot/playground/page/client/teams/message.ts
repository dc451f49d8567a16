import type { Consent, Message, ShownFile } from '../../../teams/types.ts';
import { button, freshId, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whileBusy } from '../blocks/button.ts';
import { avatar } from '../message/avatar.ts';
import { clock, fullTime } from '../mrkdwn/date.ts';
import { sizeOf } from '../upload.ts';
import { type CardDeeds, showCard } from './card/show-card.ts';
import { showWords } from './words.ts';

export type ShownTalk = {
  message: Message;
  author: string;
  isBot: boolean;
  /** Who looks, as the page knows them. */
  me: string;
  /** Everybody who may be mentioned. */
  names: string[];
  isReply: boolean;
  /** Its card shows itself anew to who looks as soon as it is seen. */
  refreshes: boolean;
};

export type TalkDeeds = CardDeeds & { consent(action: 'accept' | 'decline'): Promise<void> };

export function showTalk({ message, author, isBot, me, names, isReply }: ShownTalk, deeds: TalkDeeds): HTMLElement {
  const authorId = freshId('author');
  const timeId = freshId('time');
  const { id, text, cards, consent, files, onlyFor, edited } = message;
  return h(
    'article',
    {
      class: `message${isReply ? ' reply' : ''}${onlyFor ? ' private' : ''}`,
      ...{ 'aria-labelledby': `${authorId} ${timeId}`, 'data-ts': id, tabindex: -1 },
    },
    h('div', { class: 'message-side' }, avatar(author, isBot)),
    h(
      'div',
      { class: 'message-main' },
      onlyFor !== undefined && h('div', { class: 'private-note' }, icon('eye'), 'Only you can see this message'),
      h('header', { class: 'message-head' }, h('strong', { id: authorId }, author), showTime(id, timeId)),
      text !== '' && showWords(text, names),
      ...cards.map((card) => showCard(card, deeds)),
      consent && showConsent(consent, deeds),
      files.length > 0 && h('div', { class: 'files' }, ...files.map((file) => showFile(file, me))),
      edited && h('span', { class: 'edited' }, 'Edited'),
    ),
  );
}

/** Teams' ids are the moments in milliseconds. */
export const momentOf = (id: string): Date => new Date(Number(id));

function showTime(id: string, timeId: string): HTMLElement {
  const at = momentOf(id);
  const words = { class: 'faint', datetime: at.toISOString(), title: fullTime(at) };
  return h('time', { id: timeId, ...words }, clock(at));
}

function showConsent({ name, sizeInBytes }: Consent, { consent }: TalkDeeds): HTMLElement {
  const choice = (words: string, style: string, action: 'accept' | 'decline') => {
    const shown = button({ class: `button ${style}` }, () => whileBusy(shown, () => consent(action)), words);
    return shown;
  };
  return h(
    'div',
    { class: 'teams-card teams-consent', role: 'group', 'aria-label': `File ${name}` },
    h(
      'div',
      { class: 'teams-file' },
      icon('file'),
      h('strong', {}, name),
      h('span', { class: 'faint' }, sizeOf(sizeInBytes)),
    ),
    h('p', { class: 'faint' }, 'May it be put into your OneDrive?'),
    h('div', { class: 'teams-choices' }, choice('Accept', 'primary', 'accept'), choice('Decline', '', 'decline')),
  );
}

function showFile({ id, name, size }: ShownFile, me: string): HTMLElement {
  const href = `/playground/teams/files/${encodeURIComponent(id)}?person=${encodeURIComponent(me)}`;
  return h(
    'a',
    { class: 'file', href, download: name, title: `Download ${name}` },
    icon('file'),
    h('span', { class: 'file-words' }, h('strong', {}, name), size > 0 && h('span', { class: 'faint' }, sizeOf(size))),
    icon('down'),
  );
}
