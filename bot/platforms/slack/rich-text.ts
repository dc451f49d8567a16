import type { RichTextBlock, RichTextElement } from '@slack/types';

/**
 * mrkdwn has no sign that takes the meaning from another one, so words with marks in them stand between isolates
 * (U+2068 and U+2069: meant for words of others, and of their direction), and a text that has such words becomes
 * rich text, where a mark is only itself. docs.slack.dev, "Rich text block".
 */
const OPEN = '\u2068';
const CLOSE = '\u2069';

const BREAKS_AND_DIRECTIONS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

// Within a word Slack takes * _ and ~ for letters; > quotes at the beginning of a line.
const MARKS = /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`|:[^\s:]+:|^\s*>/u;

/** Words of others, as they go into our own mrkdwn: one line that means nothing but itself. */
export function escaped(words: string): string {
  const line = words.replace(BREAKS_AND_DIRECTIONS, ' ').replaceAll('•', '·');
  // Slack asks for these three: docs.slack.dev, "Escaping text".
  const safe = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return MARKS.test(line) ? OPEN + safe + CLOSE : safe;
}

const LOOKALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '꞉', '•': '·' };

/** The same where there is mrkdwn only and no rich text: signs that mean something are shown by signs that look like them. */
export function unmarked(words: string): string {
  const line = words.replace(BREAKS_AND_DIRECTIONS, ' ').replace(/^\s*>/u, ' ');
  const dead = MARKS.test(line) ? line.replace(/[*_~`:•]/g, (sign) => LOOKALIKES[sign] ?? sign) : line;
  return dead.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether there are words in it that only rich text can show as they are. */
export const needsRichText = (mrkdwn: string) => mrkdwn.includes(OPEN);

const PARTS =
  /\u2068(?<words>[^\u2069\n]*)\u2069?|<@(?<user>\w+)>|<#(?<channel>\w+)>|<!date\^(?<seconds>\d+)\^(?<format>[^|>]*)\|(?<fallback>[^>]*)>|:(?<emoji>[a-z_]+):|`(?<code>[^`]*)`|(?<mark>[*_])/gu;

type Style = { bold?: true; italic?: true };
type Groups = Partial<Record<string, string>>;

/** Our own mrkdwn (bold, italic, code, mentions, channels, moments, emoji) as rich text. */
export function richText(mrkdwn: string): RichTextBlock {
  const elements: RichTextElement[] = [];
  const style: Style = {};
  let said = '';
  const close = () => {
    if (said) elements.push({ type: 'text', text: said, ...styled(style) });
    said = '';
  };

  let at = 0;
  for (const found of mrkdwn.matchAll(PARTS)) {
    const { words, mark, ...groups } = found.groups ?? {};
    if (mark && isInWord(mrkdwn, found.index)) continue;
    said += unescaped(mrkdwn.slice(at, found.index) + (words ?? ''));
    at = found.index + found[0].length;
    if (words !== undefined) continue;

    close();
    const element = elementOf(groups, style);
    if (element) elements.push(element);
    if (mark) toggle(style, mark === '*' ? 'bold' : 'italic');
  }
  said += unescaped(mrkdwn.slice(at));
  close();
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function elementOf(groups: Groups, style: Style): RichTextElement | undefined {
  const { user, channel, seconds, format = '', fallback = '', emoji, code } = groups;
  if (code) return { type: 'text', text: unescaped(code), style: { code: true } };
  if (user) return { type: 'user', user_id: user, ...styled(style) };
  if (channel) return { type: 'channel', channel_id: channel, ...styled(style) };
  if (seconds) return { type: 'date', timestamp: Number(seconds), format, fallback, ...styled(style) };
  return emoji ? { type: 'emoji', name: emoji } : undefined;
}

const letter = /[A-Za-z0-9]/;
const isInWord = (text: string, at: number) => letter.test(text[at - 1] ?? '') && letter.test(text[at + 1] ?? '');

function toggle(style: Style, kind: 'bold' | 'italic'): void {
  if (style[kind]) delete style[kind];
  else style[kind] = true;
}

const styled = (style: Style) => (Object.keys(style).length > 0 ? { style: { ...style } } : {});

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
