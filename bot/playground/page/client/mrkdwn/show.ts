import { h } from '../base/dom.ts';
import { formatDate, fullTime } from './date.ts';
import { withEmoji } from './emoji.ts';
import { readMarkdown, readMrkdwn } from './read.ts';
import type { Inline, Passage } from './tree.ts';

/** Names for the ids in texts. */
export type Names = { person: (id: string) => string; channel: (id: string) => string; me: string };

export function showMrkdwn(text: string, names: Names): HTMLElement {
  return h('div', { class: 'text' }, ...readMrkdwn(text).map((passage) => showPassage(passage, names)));
}

export function showMarkdown(text: string, names: Names): HTMLElement {
  return h('div', { class: 'text markdown' }, ...readMarkdown(text).map((passage) => showPassage(passage, names)));
}

/** A text object of Block Kit: formatted or plain. */
export function showText(text: { type: 'mrkdwn' | 'plain_text'; text: string }, names: Names): HTMLElement {
  return text.type === 'mrkdwn'
    ? showMrkdwn(text.text, names)
    : h('div', { class: 'text' }, h('p', {}, withEmoji(text.text)));
}

function showPassage(passage: Passage, names: Names): HTMLElement {
  switch (passage.kind) {
    case 'paragraph':
      return h('p', {}, ...showInline(passage.inside, names));
    // The page has its own h1 and h2, so a text's headings start below them.
    case 'heading':
      return h(passage.level < 3 ? 'h3' : 'h4', {}, ...showInline(passage.inside, names));
    case 'pre':
      return h('pre', { tabindex: 0 }, h('code', {}, passage.text));
    case 'quote':
      return h('blockquote', {}, ...passage.inside.map((inner) => showPassage(inner, names)));
    case 'list':
      return h(
        passage.ordered ? 'ol' : 'ul',
        {},
        ...passage.items.map((item) => h('li', {}, ...showInline(item, names))),
      );
    case 'rule':
      return h('hr');
  }
}

export function showInline(parts: Inline[], names: Names): Node[] {
  return parts.map((part) => showPart(part, names));
}

const STYLE_TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const;

function showPart(part: Inline, names: Names): Node {
  switch (part.kind) {
    case 'text':
      return document.createTextNode(part.text);
    case 'bold':
    case 'italic':
    case 'strike':
      return h(STYLE_TAGS[part.kind], {}, ...showInline(part.inside, names));
    case 'code':
      return h('code', {}, part.text);
    case 'link':
      return link(part.url, ...showInline(part.inside, names));
    case 'person':
      return h('span', { class: part.id === names.me ? 'mention me' : 'mention' }, `@${names.person(part.id)}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${part.name ?? names.channel(part.id)}`);
    case 'group':
      return h('span', { class: 'mention' }, part.name);
    case 'date':
      return showDate(part);
  }
}

function showDate({ seconds, format, url, fallback }: Extract<Inline, { kind: 'date' }>): Node {
  const at = new Date(seconds * 1000);
  const time = h('time', { datetime: at.toISOString(), title: fullTime(at) }, formatDate(seconds, format) ?? fallback);
  return url ? link(url, time) : time;
}

export function link(url: string, ...children: (Node | string)[]): HTMLAnchorElement {
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}
