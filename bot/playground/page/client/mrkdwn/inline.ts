import { readAngle, unescapeEntities } from './angle.ts';
import { withEmoji } from './emoji.ts';
import type { Inline } from './tree.ts';

type Rule = {
  pattern: RegExp;
  read: (match: RegExpExecArray, inner: (text: string) => Inline[]) => Inline | undefined;
};

/** A section's text ends there (Slack's limit), so no formatted run is longer. */
const LONGEST = 3000;

// A sign formats only when it hugs the word inside and stands free outside: `2*3*4` and `snake_case` stay as they are.
const hugging = (sign: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])${sign}(?![\\s${sign}])([^\\n]{0,${LONGEST}}?[^\\s${sign}])${sign}(?![\\p{L}\\p{N}${sign}])`,
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

/** Nobody nests deeper on purpose. */
const DEEPEST = 6;

/** Reads the formatting within a line or paragraph: the leftmost match wins, then the earlier rule. */
export function readInline(text: string, rules: Rule[], depth = 0): Inline[] {
  if (depth > DEEPEST) return text === '' ? [] : [plain(text)];
  const parts: Inline[] = [];
  const seekers = rules.map(seeker);
  let at = 0;

  for (let best = leftmost(seekers, text, at); best; best = leftmost(seekers, text, at)) {
    const { match, rule } = best;
    const found = rule.read(match, (inner) => readInline(inner, rules, depth + 1));
    if (match.index > at) parts.push(plain(text.slice(at, match.index)));
    parts.push(found ?? plain(match[0]));
    at = match.index + match[0].length;
  }
  return at < text.length ? [...parts, plain(text.slice(at))] : parts;
}

type Seeker = { rule: Rule; pattern: RegExp; next: RegExpExecArray | null | undefined };
type Match = { rule: Rule; match: RegExpExecArray };

function seeker(rule: Rule): Seeker {
  return { rule, pattern: new RegExp(rule.pattern, `${rule.pattern.flags}g`), next: undefined };
}

/** Each rule looks again only when its last find lies behind us, so a long text is walked through once. */
function leftmost(seekers: Seeker[], text: string, at: number): Match | undefined {
  let best: Match | undefined;
  for (const one of seekers) {
    if (one.next === undefined || (one.next && one.next.index < at)) {
      one.pattern.lastIndex = at;
      one.next = one.pattern.exec(text);
    }
    if (one.next && (!best || one.next.index < best.match.index)) best = { rule: one.rule, match: one.next };
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
