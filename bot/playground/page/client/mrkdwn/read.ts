import { unescapeEntities } from './angle.ts';
import { MARKDOWN_RULES, readInline, SLACK_RULES } from './inline.ts';
import type { Inline, Passage } from './tree.ts';

type Dialect = { rules: typeof SLACK_RULES; headings: boolean; gap: RegExp };

const SLACK: Dialect = { rules: SLACK_RULES, headings: false, gap: /(?!)/ };
const MARKDOWN: Dialect = { rules: MARKDOWN_RULES, headings: true, gap: /^\s*$/ };

/** Slack's own formatting, in which a line break is a line break. */
export function readMrkdwn(text: string): Passage[] {
  return readPassages(text, SLACK);
}

/** The Markdown of a `markdown` block. */
export function readMarkdown(text: string): Passage[] {
  return readPassages(text, MARKDOWN);
}

function readPassages(text: string, dialect: Dialect): Passage[] {
  return text
    .split(/```(?:[a-z]+\n)?\n?([\s\S]*?)\n?```\n?/)
    .flatMap((part, index): Passage[] =>
      index % 2 === 1 ? [{ kind: 'pre', text: unescapeEntities(part) }] : readLines(part.split('\n'), dialect),
    );
}

type Line = {
  kind: 'quote' | 'bullet' | 'number' | 'heading' | 'rule' | 'gap' | 'words';
  text: string;
  level?: number;
};

function readLines(lines: string[], dialect: Dialect): Passage[] {
  const groups: Line[][] = [];
  for (const line of lines.map((text) => readLine(text, dialect))) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === line.kind && line.kind !== 'heading') group.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => passage(group, dialect));
}

function readLine(text: string, { headings, gap }: Dialect): Line {
  const quote = /^(?:&gt;|>) ?(.*)$/.exec(text);
  if (quote) return { kind: 'quote', text: quote[1] ?? '' };
  const bullet = /^\s*[•\-*] +(.*)$/.exec(text);
  if (bullet && (headings || !text.trim().startsWith('*'))) return { kind: 'bullet', text: bullet[1] ?? '' };
  const number = /^\s*\d+[.)] +(.*)$/.exec(text);
  if (number && headings) return { kind: 'number', text: number[1] ?? '' };
  const heading = headings ? /^(#{1,6}) +(.*)$/.exec(text) : undefined;
  if (heading) return { kind: 'heading', text: heading[2] ?? '', level: heading[1]?.length ?? 1 };
  if (headings && /^\s*(-{3,}|\*{3,})\s*$/.test(text)) return { kind: 'rule', text };
  return gap.test(text) ? { kind: 'gap', text } : { kind: 'words', text };
}

function passage(group: Line[], dialect: Dialect): Passage[] {
  const inline = (text: string): Inline[] => readInline(text, dialect.rules);
  const texts = group.map(({ text }) => text);
  switch (group[0]?.kind) {
    case 'quote':
      return [{ kind: 'quote', inside: readLines(texts, dialect) }];
    case 'bullet':
    case 'number':
      return [{ kind: 'list', ordered: group[0].kind === 'number', items: texts.map(inline) }];
    case 'heading':
      return [{ kind: 'heading', level: group[0].level ?? 1, inside: inline(group[0].text) }];
    case 'rule':
      return [{ kind: 'rule' }];
    case 'words': {
      const text = texts.join('\n').replace(/^\n+|\n+$/g, '');
      return text === '' ? [] : [{ kind: 'paragraph', inside: inline(text) }];
    }
    default:
      return [];
  }
}
