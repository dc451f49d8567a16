import type { Actor } from '#core/operator.ts';
import { platformOf } from '#core/settings/chat-channel.ts';
import { andInUtc } from '../wording.ts';

/**
 * Words with marks in them, for every platform to draw in its own way. A mark is a control character, which the words of
 * others lose (`theirs`): whatever is not a mark is only itself.
 */
const BOLD = '\u0002';
const ITALIC = '\u0003';
const CODE = '\u0004';
const OPEN = '\u0010';
const CLOSE = '\u0011';

const BREAKS_AND_DIRECTIONS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** One line without marks. */
export const letters = (words: string) => words.replace(BREAKS_AND_DIRECTIONS, ' ');

/** Words of others. The dots of a masked address are ours: they may not be forged. */
export const theirs = (words: string) => letters(words).replaceAll('•', '·');

/** An address of which we show a part. */
export const masked = (address: string) => address.split('•').map(theirs).join('•');

export const bold = (words: string) => BOLD + theirs(words) + BOLD;
export const italic = (words: string) => ITALIC + theirs(words) + ITALIC;
/** What can be typed as it stands. */
export const code = (words: string) => CODE + theirs(words) + CODE;

export type Sign = 'warning' | 'lock' | 'rehearsal';

/** What each platform shows as its own. */
type Token =
  | { kind: 'mention'; actor: Actor }
  | { kind: 'moment'; at: number }
  | { kind: 'channel'; platform: string; conversation: string }
  | { kind: 'sign'; sign: Sign }
  | { kind: 'command' };

// JSON writes control characters as their numbers, so a token holds none.
const token = (token: Token) => OPEN + JSON.stringify(token) + CLOSE;

/** The person's mention where the platform knows them, else their name. */
export const mention = ({ name, users }: Actor) => token({ kind: 'mention', actor: { name, users } });

/** A moment in the reader's own time zone. */
export const moment = (at: Date) => token({ kind: 'moment', at: at.getTime() });

/** The same for something to come: whoever reads it with others names one time for all of them. */
export const appointment = (at: Date) => andInUtc(moment(at), at);

/** Stands before the words it belongs to, which say the same. */
export const sign = (sign: Sign) => token({ kind: 'sign', sign });

/** What stands before a command where it is typed in a channel. */
export const command = token({ kind: 'command' });

/** A group by its name: a mention would call everybody in it. */
export const atGroup = (name: string) => theirs(`@${name}`);

// Slack: C… is a channel, G… a private one. Teams: learn.microsoft.com, "19:…@thread.tacv2".
const channels: Record<string, RegExp> = { slack: /^[CG]/, teams: /@thread\.tacv2/ };

/** The channel as the platform writes it; undefined where it has no name, as a conversation of two. */
export function channelLink(where: { platform: string; conversation: string } | undefined): string | undefined {
  if (!where || !channels[where.platform]?.test(where.conversation)) return undefined;
  return token({ kind: 'channel', platform: where.platform, conversation: where.conversation });
}

/** The same by its id alone. */
export const channelNamed = (conversation: string) => channelLink({ platform: platformOf(conversation), conversation });

export type Part = { kind: 'words'; words: string; bold?: true; italic?: true; code?: true } | Token;

type Style = { bold?: true; italic?: true; code?: true };
const styles: Record<string, keyof Style> = { [BOLD]: 'bold', [ITALIC]: 'italic', [CODE]: 'code' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are our marks
const MARKS = /[\u0002-\u0004]|\u0010([^\u0011]*)\u0011/g;

/** The words between the marks and what the marks stand for, in their order. */
export function partsOf(ink: string): Part[] {
  const parts: Part[] = [];
  const style: Style = {};
  let at = 0;
  const sayUpTo = (end: number) => {
    if (end > at) parts.push({ kind: 'words', words: ink.slice(at, end), ...style });
  };
  for (const found of ink.matchAll(MARKS)) {
    sayUpTo(found.index);
    at = found.index + found[0].length;
    const named = styles[found[0]];
    if (named) toggle(style, named);
    else parts.push(JSON.parse(found[1] ?? '') as Token);
  }
  sayUpTo(ink.length);
  return parts;
}

function toggle(style: Style, kind: keyof Style): void {
  if (style[kind]) delete style[kind];
  else style[kind] = true;
}
