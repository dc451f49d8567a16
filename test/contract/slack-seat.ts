import { setTimeout as pause } from 'node:timers/promises';
import type { KnownBlock, RichTextElement } from '@slack/types';
import { people } from '#bot/playground/cast.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import { chosen } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { plain } from './plain.ts';
import type { Seat, Seen } from './seat.ts';

const ids: Record<Seat['people'], string> = { rosa: 'U0ROSA', adam: 'U0ADAM', olga: 'U0OLGA' };
const approvals = 'C0APPROVALS';

/** Where somebody sits at Slack. */
export async function sitAtSlack(): Promise<Seat> {
  const house: House = await openHouse({ OWNER_EMAIL: 'rosa@example.com' });
  const { slack, chat } = house;
  const direct = (who: Seat['people']) =>
    slack.snapshot(ids[who]).channels.find(({ kind }) => kind === 'direct')?.id ?? '';

  const seen = (message: Message): Seen => ({
    key: JSON.stringify([message.channel, message.ts]),
    words: wordsOf(message),
  });
  return {
    people: 'rosa',
    type: (who, words) => slack.hands.type(ids[who], { channel: direct(who) }, words),
    typeForAll: (who, words) => slack.hands.type(ids[who], { channel: approvals }, `/muster ${words}`),
    drop: (who, file) => slack.hands.type(ids[who], { channel: direct(who) }, '', [file]),
    press: (who, { key }, verb) => {
      const [channel = '', ts = ''] = JSON.parse(key) as string[];
      return slack.hands.press(ids[who], { channel, ts }, verb, { late: true });
    },
    async invite(who) {
      const { id, view } = await chat.modal(ids[who], 'Invite people');
      await slack.hands.submit(ids[who], id, {
        source: chosen(view.blocks),
        units: [],
        sub_units: ['yes'],
        channel: 'whatsapp',
      });
    },
    async reject(who, reason) {
      const { id } = await chat.modal(ids[who], 'Reject this run');
      await slack.hands.submit(ids[who], id, { reason });
    },
    see: (who, ...words) =>
      until(
        words.join(', '),
        () => slack.snapshot(ids[who]).messages.map(seen),
        (one) => words.every((word) => one.words.join('\n').includes(word)),
      ),
    mails: () =>
      house.sink
        .received()
        .map(({ rcpt }) => rcpt)
        .toSorted(),
    violations: () => [],
    close: () => house.close(),
  };
}

async function until(what: string, look: () => Seen[], isIt: (seen: Seen) => boolean): Promise<Seen> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(30)) {
    const found = look().findLast(isIt);
    if (found) return found;
  }
  throw new Error(`At Slack there never was: ${what}, but ${look().at(-1)?.words.join(' / ')}`);
}

const wordsOf = ({ text, blocks }: Message): string[] =>
  (blocks as KnownBlock[] | undefined)?.flatMap(blockWords).flatMap(plain) ?? plain(mrkdwn(text));

function blockWords(block: KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text];
    case 'section': {
      const beside = block.accessory?.type === 'button' ? [`[${block.accessory.text.text}]`] : [];
      return [
        ...(block.text ? [mrkdwn(block.text.text)] : []),
        ...(block.fields ?? []).map(({ text }) => mrkdwn(text)),
        ...beside,
      ];
    }
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? [mrkdwn(element.text)] : []));
    case 'rich_text':
      return block.elements.map((part) =>
        part.type === 'rich_text_section' ? part.elements.map(richWords).join('') : '',
      );
    case 'table':
      return block.rows.map((row) => row.map((cell) => (cell.type === 'raw_text' ? cell.text : '')).join(' | '));
    case 'actions':
      return block.elements.flatMap((element) => {
        if (element.type === 'button') return [`[${element.text.text}]`];
        return [];
      });
    default:
      return [];
  }
}

const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
const signs: Record<string, string> = { warning: '⚠️', lock: '🔒', performing_arts: '🎭' };

const mrkdwn = (words: string) =>
  words
    .replace(/<@(\w+)>/g, (_, id: string) => nameOf(id))
    .replace(/:([a-z_]+):/g, (all, name: string) => signs[name] ?? all)
    .replace(/(?<![A-Za-z0-9])[*_`]|[*_`](?![A-Za-z0-9])/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function richWords(element: RichTextElement): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'user') return nameOf(element.user_id);
  if (element.type === 'channel') return '<#C>';
  if (element.type === 'date') return '<!date^>';
  return element.type === 'emoji' ? (signs[element.name] ?? '') : '';
}
