import { cut } from '../../../views/cut.ts';
import { type Part, partsOf, type Sign, theirs } from '../../../views/ink.ts';
import { channelElsewhere } from '../../../wording.ts';
import type { Element, RichTextBlock, TextBlock, TextRun } from './adaptive.ts';
import type { Mentions } from './mentions.ts';

/**
 * A TextBlock reads a part of Markdown, functions and mentions, and has no sign that takes the meaning from another one; a
 * RichTextBlock reads nothing at all. https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
const MARKS =
  /[*~`[\]\\|#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^\s*(?:[-+>]|\d+[.)])\s|&#?\w+;|<[A-Za-z/!]|\{\{|:\/\/|www\./mu;

const SIGNS: Record<Sign, string> = { warning: '⚠️', lock: '🔒', rehearsal: '🎭' };

export type Look = Pick<TextBlock, 'size' | 'weight' | 'isSubtle' | 'style'>;

/** A paragraph; each of its lines is an element, since a TextBlock takes one line break for a space. */
export function paragraph(ink: string, mentions: Mentions, { most, ...look }: Look & { most: number }): Element[] {
  return withinLines(ink, most).map((line, index) => {
    const drawn = needsRuns(partsOf(line)) ? runs(line, look) : block(line, mentions, look);
    return index === 0 ? drawn : { ...drawn, spacing: 'None' };
  });
}

/** As many lines as there is room for; the last one is cut. */
function withinLines(ink: string, most: number): string[] {
  const lines: string[] = [];
  let room = most;
  for (const line of ink.split('\n')) {
    if (room <= 0) return lines;
    lines.push(shortened(line, room));
    room -= lengthOf(line);
  }
  return lines;
}

const lengthOf = (line: string) => partsOf(line).reduce((sum, part) => sum + plain(part).length, 0);

/** Only words are cut, and without their marks: a mark without its other half means nothing. */
const shortened = (line: string, room: number) =>
  lengthOf(line) <= room ? line : theirs(cut(partsOf(line).map(plain).join(''), room));

/** Words with a mark of others in them. Of our own marks too, where nothing stands beside them that only a TextBlock can show. */
function needsRuns(parts: Part[]): boolean {
  if (parts.some((part) => MARKS.test(namesIn(part)))) return true;
  const onlyInBlocks = parts.some(({ kind }) => kind === 'mention' || kind === 'moment');
  return !onlyInBlocks && parts.some((part) => Object.keys(styleOf(part)).length > 0);
}

function namesIn(part: Part): string {
  if (part.kind === 'words') return part.words;
  return part.kind === 'mention' ? part.actor.name : '';
}

const block = (line: string, mentions: Mentions, look: Look): TextBlock => ({
  type: 'TextBlock',
  text: partsOf(line)
    .map((part) => marked(part, mentions))
    .join(''),
  wrap: true,
  ...look,
});

function marked(part: Part, mentions: Mentions): string {
  if (part.kind === 'mention') return mentions.of(part.actor);
  if (part.kind === 'moment') return inReadersZone(new Date(part.at));
  if (part.kind !== 'words') return plain(part);
  const { words, bold, italic, code } = part;
  // Markdown takes no space at the edges of what it makes bold.
  if (words.trim() === '' || !(bold || italic || code)) return words;
  return italic ? `_${words.trim()}_` : `**${words.trim()}**`;
}

/** Seconds are left out: the function takes no others than whole ones, and nobody reads them. */
function inReadersZone(at: Date): string {
  const moment = `${at.toISOString().slice(0, 19)}Z`;
  return `{{DATE(${moment}, COMPACT)}} {{TIME(${moment})}}`;
}

function runs(line: string, { style: _, ...look }: Look): RichTextBlock {
  const run = (part: Part): TextRun => ({ type: 'TextRun', text: plain(part), ...look, ...styleOf(part) });
  return { type: 'RichTextBlock', inlines: partsOf(line).map(run) };
}

function styleOf(part: Part): Partial<TextRun> {
  if (part.kind !== 'words') return {};
  return {
    ...(part.bold && { weight: 'Bolder' }),
    ...(part.italic && { italic: true }),
    ...(part.code && { fontType: 'Monospace' }),
  };
}

/** Letters and nothing else. The clients replace a date function wherever it stands. */
function plain(part: Part): string {
  switch (part.kind) {
    case 'words':
      return part.words.replaceAll('{{', '{ {');
    case 'mention':
      return theirs(part.actor.name).replaceAll('{{', '{ {');
    case 'moment':
      return `${new Date(part.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    case 'channel':
      return channelElsewhere(part.platform);
    case 'sign':
      return SIGNS[part.sign];
    case 'command':
      return '@Muster';
  }
}
