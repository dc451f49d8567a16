import type { RichTextBlock, RichTextElement } from '@slack/types';
import { type Part, partsOf, type Sign, theirs } from '../../../views/ink.ts';
import { channelElsewhere } from '../../../wording.ts';

// Within a word Slack takes * _ and ~ for letters; > quotes at the beginning of a line.
const MARKS = /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`|:[^\s:]+:|^\s*>/mu;

const LOOKALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '꞉', '•': '·' };

const EMOJI: Record<Sign, string> = { warning: 'warning', lock: 'lock', rehearsal: 'performing_arts' };

const DATE = '{date_short_pretty} {time}';

/** Words as Slack asks for them in mrkdwn: docs.slack.dev, "Escaping text". */
export const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same where there is mrkdwn only and no rich text: signs that mean something are shown by signs that look like them. */
export function unmarked(words: string): string {
  const dead = MARKS.test(words) ? words.replace(/[*_~`:•]/g, (sign) => LOOKALIKES[sign] ?? sign) : words;
  return escaped(dead.replace(/^\s*>/gmu, ' '));
}

/** mrkdwn, as far as there is room for it. */
export const mrkdwn = (ink: string, limit: number) => partsWithin(ink, limit).map(asMrkdwn).join('');

/** mrkdwn has no sign that takes the meaning from another one: words with such signs in them need rich text, where a sign is only itself. */
export const needsRichText = (ink: string) =>
  partsOf(ink)
    .map(drawn)
    .some((part) => part.kind === 'words' && (part.code ? part.words.includes('`') : MARKS.test(part.words)));

export function richText(ink: string, limit: number): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: partsWithin(ink, limit).map(asElement) }],
  };
}

type Words = Extract<Part, { kind: 'words' }>;

/** What Slack has a sign of its own for; everything else is words. */
type Drawn =
  | Words
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string }
  | { kind: 'date'; seconds: number; fallback: string }
  | { kind: 'emoji'; name: string };

function drawn(part: Part): Drawn {
  switch (part.kind) {
    case 'words':
      return part;
    case 'mention': {
      const user = part.actor.users.find(({ platform }) => platform === 'slack');
      return user ? { kind: 'user', id: user.userId } : { kind: 'words', words: theirs(part.actor.name) };
    }
    case 'channel':
      return part.platform === 'slack'
        ? { kind: 'channel', id: part.conversation }
        : { kind: 'words', words: channelElsewhere(part.platform) };
    case 'moment':
      return {
        kind: 'date',
        seconds: Math.floor(part.at / 1000),
        fallback: `${new Date(part.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      };
    case 'sign':
      return { kind: 'emoji', name: EMOJI[part.sign] };
    case 'command':
      return { kind: 'words', words: '/muster' };
  }
}

/** The last words are cut where there is too little room; a mention or a moment is whole or left out. */
function partsWithin(ink: string, limit: number): Drawn[] {
  const parts: Drawn[] = [];
  let room = limit;
  for (const part of partsOf(ink).map(drawn)) {
    const length = asMrkdwn(part).length;
    if (length > room) return part.kind === 'words' && room > 2 ? [...parts, shortened(part, room)] : parts;
    parts.push(part);
    room -= length;
  }
  return parts;
}

/** As many characters as there is room for once Slack's signs are counted, and an ellipsis. */
function shortened(part: Words, room: number): Words {
  const signs = asMrkdwn({ ...part, words: '…' }).length;
  const kept: string[] = [];
  let left = room - signs;
  for (const character of part.words) {
    left -= escaped(character).length;
    if (left < 0) break;
    kept.push(character);
  }
  return { ...part, words: `${kept.join('')}…` };
}

function asMrkdwn(part: Drawn): string {
  switch (part.kind) {
    case 'words':
      return styled(part);
    case 'user':
      return `<@${part.id}>`;
    case 'channel':
      return `<#${part.id}>`;
    case 'date':
      return `<!date^${part.seconds}^${DATE}|${part.fallback}>`;
    case 'emoji':
      return `:${part.name}:`;
  }
}

function styled({ words, bold, italic, code }: Words): string {
  const said = escaped(words);
  if (code) return `\`${said}\``;
  const leaning = italic ? `_${said}_` : said;
  return bold ? `*${leaning}*` : leaning;
}

function asElement(part: Drawn): RichTextElement {
  switch (part.kind) {
    case 'words': {
      const { kind: _, words, ...style } = part;
      return { type: 'text', text: words, ...(Object.keys(style).length > 0 && { style }) };
    }
    case 'user':
      return { type: 'user', user_id: part.id };
    case 'channel':
      return { type: 'channel', channel_id: part.id };
    case 'date':
      return { type: 'date', timestamp: part.seconds, format: DATE, fallback: part.fallback };
    case 'emoji':
      return { type: 'emoji', name: part.name };
  }
}
