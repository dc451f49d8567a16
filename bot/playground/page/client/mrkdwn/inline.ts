import { readAngle, unescapeEntities } from './angle.ts';
import { withEmoji } from './emoji.ts';
import type { Inline } from './tree.ts';

type Rule = {
  pattern: RegExp;
  read: (match: RegExpExecArray, inner: (text: string) => Inline[]) => Inline | undefined;
};

// A sign formats only when it hugs the word inside and stands free outside: `2*3*4` and `snake_case` stay as they are.
const hugging = (sign: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])${sign}(?![\\s${sign}])([^\\n]*?[^\\s${sign}])${sign}(?![\\p{L}\\p{N}${sign}])`,
    'u',
  );

const styled =
  (kind: 'bold' | 'italic' | 'strike'): Rule['read'] =>
  ([, text = ''], inner) => ({ kind, inside: inner(text) });

// Only the known forms, so that a stray `<` before them does not hide them.
const ANGLE: Rule = {
  pattern: /<((?:@[UWB]|#C|!|https?:|mailto:|tel:)[^<>\n]+)>/i,
  read: ([, inside = '']) => readAngle(inside),
};
const CODE: Rule = {
  pattern: /`([^`\n]+)`/,
  read: ([, text = '']) => ({ kind: 'code', text: unescapeEntities(text) }),
};
const BARE_LINK: Rule = {
  pattern: /https?:\/\/[^\s<>|*]+[^\s<>|*.,;:!?)]/i,
  read: ([url]) => ({
    kind: 'link',
    url: unescapeEntities(url),
    inside: [{ kind: 'text', text: unescapeEntities(url) }],
  }),
};

export const SLACK_RULES: Rule[] = [
  CODE,
  ANGLE,
  BARE_LINK,
  { pattern: hugging('\\*'), read: styled('bold') },
  { pattern: hugging('_'), read: styled('italic') },
  { pattern: hugging('~'), read: styled('strike') },
];

export const MARKDOWN_RULES: Rule[] = [
  CODE,
  {
    pattern: /\[([^\]\n]+)\]\(((?:https?:\/\/|mailto:)[^()\s]+)\)/i,
    read: ([, text = '', url = ''], inner) => ({ kind: 'link', url, inside: inner(text) }),
  },
  ANGLE,
  BARE_LINK,
  { pattern: /\*\*(?!\s)([^\n]+?)(?<!\s)\*\*/, read: styled('bold') },
  { pattern: /~~(?!\s)([^\n]+?)(?<!\s)~~/, read: styled('strike') },
  { pattern: hugging('\\*'), read: styled('italic') },
  { pattern: hugging('_'), read: styled('italic') },
];

/** Reads the formatting within a line or paragraph: the leftmost match wins, then the earlier rule. */
export function readInline(text: string, rules: Rule[]): Inline[] {
  const first = firstMatch(text, rules);
  if (!first) return text === '' ? [] : [plain(text)];

  const { match, found } = first;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [...(before ? [plain(before)] : []), found, ...readInline(after, rules)];
}

function firstMatch(text: string, rules: Rule[]): { match: RegExpExecArray; found: Inline } | undefined {
  let best: { match: RegExpExecArray; found: Inline } | undefined;
  for (const { pattern, read } of rules) {
    const match = pattern.exec(text);
    if (!match || (best && match.index >= best.match.index)) continue;
    const found = read(match, (inner) => readInline(inner, rules));
    if (found) best = { match, found };
  }
  return best;
}

function plain(text: string): Inline {
  return { kind: 'text', text: withEmoji(unescapeEntities(text)) };
}

/** A text without any formatting in which only addresses are understood. */
export function readLinks(text: string): Inline[] {
  return text
    .split(/(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])/i)
    .map(
      (part, index): Inline =>
        index % 2 === 1
          ? { kind: 'link', url: part, inside: [{ kind: 'text', text: part }] }
          : { kind: 'text', text: part },
    );
}
