import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Message } from '#bot/playground/teams/types.ts';
import { openTeamsHouse } from '../bot/teams/teams-house.ts';
import { adam, chatOf, olga, rosa } from '../bot/teams/teams-world.ts';
import { plain } from './plain.ts';
import type { Seat, Seen } from './seat.ts';

const ids: Record<Seat['people'], string> = { rosa, adam, olga };
const approvals = '19:approvals@thread.tacv2';

/** Where somebody sits at Microsoft Teams. */
export async function sitAtTeams(): Promise<Seat> {
  const house = await openTeamsHouse();
  const { teams } = house;
  const { hands } = teams;
  const direct = (who: Seat['people']) => ({ conversation: chatOf(ids[who]) });
  const seen = (message: Message): Seen => ({ key: message.id, words: wordsOf(message) });

  const all = (who: Seat['people']): Seen[] => {
    const { messages, notices } = teams.snapshot(ids[who]);
    return [...messages.map(seen), ...notices.map((words) => ({ key: '', words: plain(words) }))];
  };
  return {
    people: 'rosa',
    type: (who, words) => hands.type(ids[who], direct(who), words),
    typeForAll: (who, words) => hands.type(ids[who], { conversation: approvals }, `@Muster ${words}`),
    drop: (who, file) => hands.type(ids[who], direct(who), '', [file]),
    async press(who, { key }, verb) {
      const cards = JSON.stringify(teams.snapshot(ids[who]).messages.find(({ id }) => id === key)?.cards);
      const [, id = '', version = ''] = /"id":"([0-9a-f-]{36})","version":(\d+)/.exec(cards) ?? [];
      const isThere = cards.includes(`"verb":"${verb}"`);
      await hands.press(ids[who], key, verb, isThere ? undefined : { data: { id, version: Number(version) } });
    },
    invite: (who) => hands.submit(ids[who], {}),
    reject: (who, reason) => hands.submit(ids[who], { reason }),
    async see(who, ...words) {
      for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(30)) {
        for (const { id, cards } of teams.snapshot(ids[who]).messages)
          if (JSON.stringify(cards).includes('"refresh"')) await hands.look(ids[who], id);
        const found = all(who).findLast((one) => words.every((word) => one.words.join('\n').includes(word)));
        if (found) return found;
      }
      throw new Error(`At Teams there never was: ${words.join(', ')}, but ${all(who).at(-1)?.words.join(' / ')}`);
    },
    mails: () =>
      house.sink
        .received()
        .map(({ rcpt }) => rcpt)
        .toSorted(),
    violations: () => teams.violations(),
    close: () => house.close(),
  };
}

const wordsOf = ({ text, cards }: Message): string[] => [...plain(text), ...cards.flatMap(elementWords).flatMap(plain)];

/** As much of a card as stands in front of people. */
const Element = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  body: z.array(z.unknown()).optional(),
  items: z.array(z.unknown()).optional(),
  columns: z.array(z.unknown()).optional(),
  inlines: z.array(z.object({ text: z.string() })).optional(),
  facts: z.array(z.object({ title: z.string(), value: z.string() })).optional(),
  rows: z.array(z.object({ cells: z.array(z.object({ items: z.array(z.unknown()) })) })).optional(),
  actions: z.array(z.object({ title: z.string() })).optional(),
});

function elementWords(given: unknown): string[] {
  const { type, text, body, items, columns, inlines, facts, rows, actions } = Element.parse(given);
  if (type === 'TextBlock') return [markdown(text ?? '')];
  if (inlines) return [inlines.map((run) => run.text).join('')];
  if (facts) return facts.map(({ title, value }) => `${title} ${value}`);
  if (rows) return rows.map(({ cells }) => cells.map(({ items }) => items.flatMap(elementWords).join(' ')).join(' | '));
  return [
    ...[...(body ?? []), ...(items ?? []), ...(type === 'ColumnSet' ? (columns ?? []) : [])].flatMap(elementWords),
    ...(actions ?? []).map(({ title }) => `[${title}]`),
  ];
}

const markdown = (words: string) =>
  words.replace(/<at>([^<]*)<\/at>/g, '$1').replace(/\*\*|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '');
