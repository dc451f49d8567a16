import type { KnownBlock, RichTextBlock, RichTextElement, SectionBlock, TableBlock } from '@slack/types';
import { cut } from '../../views/cut.ts';
import { theirs } from '../../views/ink.ts';
import { unmarked } from './draw/words.ts';
import { limits } from './limits.ts';

/** Where a surface takes no tables: line by line, each cell behind the name of its column. */
export function withoutTables(blocks: KnownBlock[]): KnownBlock[] {
  return blocks.flatMap((block) => (block.type === 'table' ? tableAsText(block) : [block]));
}

/** The same meaning in the oldest blocks alone, for where Slack refuses newer ones: it brings them out step by step. */
export function plainBlocks(blocks: KnownBlock[]): KnownBlock[] {
  return withoutTables(blocks).map((block) => (block.type === 'rich_text' ? section(richAsMrkdwn(block)) : block));
}

const section = (mrkdwn: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(mrkdwn, limits.section), verbatim: true },
});

/** All lines in one block: a message takes 50, and what it has besides the table it had before. */
function tableAsText({ rows }: TableBlock): KnownBlock[] {
  const [head = [], ...lines] = rows.map((row) => row.map(cellText));
  const said = lines.map((line) => `• ${line.map((cell, column) => `${head[column]}: ${cell}`).join(' · ')}`);
  return said.length > 0 ? [section(said.join('\n'))] : [];
}

function cellText(cell: TableBlock['rows'][number][number]): string {
  return cell.type === 'rich_text' ? richAsMrkdwn(cell) : unmarked(theirs(cell.text));
}

function richAsMrkdwn({ elements }: RichTextBlock): string {
  return elements.flatMap((part) => (part.type === 'rich_text_section' ? part.elements.map(asMrkdwn) : [])).join('');
}

function asMrkdwn(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      return styled(unmarked(element.text), element.style);
    case 'user':
      return `<@${element.user_id}>`;
    case 'channel':
      return `<#${element.channel_id}>`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return `<!date^${element.timestamp}^${element.format}|${element.fallback ?? ''}>`;
    default:
      return '';
  }
}

type Style = { bold?: boolean; italic?: boolean; code?: boolean };

function styled(words: string, { bold, italic, code }: Style = {}): string {
  if (words.trim() === '') return words;
  if (code) return `\`${words}\``;
  const leaning = italic ? `_${words}_` : words;
  return bold ? `*${leaning}*` : leaning;
}
