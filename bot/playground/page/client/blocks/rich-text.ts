import type { RichTextBlock, RichTextElement } from '@slack/types';
import { h } from '../base/dom.ts';
import { isSafeUrl } from '../mrkdwn/angle.ts';
import { withEmoji } from '../mrkdwn/emoji.ts';
import { type Names, showInline } from '../mrkdwn/show.ts';
import type { Inline } from '../mrkdwn/tree.ts';

export function showRichText({ elements }: RichTextBlock, names: Names): HTMLElement {
  return h('div', { class: 'text' }, ...elements.map((element) => showPart(element, names)));
}

function showPart(part: RichTextBlock['elements'][number], names: Names): HTMLElement {
  switch (part.type) {
    case 'rich_text_section':
      return h('p', {}, ...words(part.elements, names));
    case 'rich_text_quote':
      return h('blockquote', {}, h('p', {}, ...words(part.elements, names)));
    case 'rich_text_preformatted':
      return h('pre', { tabindex: 0 }, h('code', {}, ...words(part.elements, names)));
    case 'rich_text_list':
      return h(
        part.style === 'ordered' ? 'ol' : 'ul',
        {},
        ...part.elements.map((item) => h('li', {}, ...words(item.elements, names))),
      );
  }
}

function words(elements: RichTextElement[], names: Names): Node[] {
  return showInline(
    elements.map((element) => styled(element, inline(element))),
    names,
  );
}

function inline(element: RichTextElement): Inline {
  switch (element.type) {
    case 'text':
      return { kind: 'text', text: element.text };
    case 'link': {
      const text = element.text ?? element.url;
      return isSafeUrl(element.url)
        ? { kind: 'link', url: element.url, inside: [{ kind: 'text', text }] }
        : { kind: 'text', text };
    }
    case 'user':
      return { kind: 'person', id: element.user_id };
    case 'channel':
      return { kind: 'channel', id: element.channel_id };
    case 'usergroup':
      return { kind: 'group', name: '@group' };
    case 'broadcast':
      return { kind: 'group', name: `@${element.range}` };
    case 'emoji':
      return { kind: 'text', text: withEmoji(`:${element.name}:`) };
    case 'date':
      return { kind: 'date', seconds: element.timestamp, format: element.format, fallback: element.fallback ?? '' };
    case 'color':
      return { kind: 'code', text: element.value };
    case 'team':
      return { kind: 'text', text: element.team_id };
  }
}

function styled(element: RichTextElement, part: Inline): Inline {
  const { bold, italic, strike, code } = element.style ?? {};
  if (code && part.kind === 'text') return { kind: 'code', text: part.text };
  const wrap = (yes: boolean | undefined, kind: 'bold' | 'italic' | 'strike', inside: Inline): Inline =>
    yes ? { kind, inside: [inside] } : inside;
  return wrap(bold, 'bold', wrap(italic, 'italic', wrap(strike, 'strike', part)));
}
