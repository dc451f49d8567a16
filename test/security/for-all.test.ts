import { describe, expect, it } from 'vitest';
import { forAll } from '#bot/for-all.ts';
import { message } from '#bot/platforms/slack/say.ts';
import type { Reply } from '#bot/reply.ts';
import type { CardKind } from '#core/store/cards.ts';
import { longest } from '../bot/longest.ts';

// A kind of card that is new makes this file fail to compile until it stands here.
const told: Record<CardKind | 'approvals-here' | 'summaries-here', true> = {
  ...{ import: true, run: true, summary: true, 'posted-summary': true, alarm: true, started: true },
  ...{ approval: true, reminder: true, approved: true, decided: true, 'approvals-here': true, 'summaries-here': true },
};
const forEverybody = longest.filter(({ kind }) => Object.hasOwn(told, kind));

const address = 'zq.person@zqhost.test';
const numbers = ['+447400999911', '07400 999911', '(07400) 99-99-11'];
const theirs = /zq\.person|99 ?-?99 ?-?11/;

// Not words that anybody chose: codes and ids of ours, and what core has masked already.
const ours = new Set([
  ...['id', 'parentId', 'userId', 'conversation', 'platform', 'listHash', 'kind', 'state', 'channel', 'what', 'code'],
  ...['reason', 'outcome', 'column', 'some', 'rehearsal', 'maskedEmail', 'status'],
]);

/** The same reply, with a person in every word that somebody else chose. */
function seeded<T>(value: T, key?: string): T;
function seeded(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return ours.has(key) ? value : `${address} ${numbers.join(' and ')}.csv`;
  if (Array.isArray(value)) return value.map((one) => seeded(one, key));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'kind' ? one : seeded(one, name)]),
  );
}

const nameOf = (reply: Reply) => ('report' in reply ? `${reply.kind} (${reply.report.state})` : reply.kind);
const shown = (reply: Reply, isPrivate: boolean) => JSON.stringify(message(forAll(seeded(reply), { isPrivate })));

it('knows of every card there is', () => {
  expect(new Set(forEverybody.map(({ kind }) => kind))).toEqual(new Set(Object.keys(told)));
});

describe.each(forEverybody.map((reply) => [nameOf(reply), reply] as const))('%s', (_, reply) => {
  it('shows everybody no address and no number, whoever wrote one where', () => {
    expect(shown(reply, false)).not.toMatch(theirs);
  });

  it('shows in a private channel not even a part of one', () => {
    const text = shown(withMasked(reply), true);

    expect(text).not.toMatch(theirs);
    expect(text).not.toMatch(/zqhost|[•·]{3}@/);
  });
});

it('had something to hide', () => {
  expect(forEverybody.filter((reply) => !theirs.test(JSON.stringify(message(seeded(reply)))))).toEqual([]);
});

/** As core masks it: whose mails left after Cancel, and the inbox of a rehearsal. */
function withMasked(reply: Reply): Reply {
  if (!('report' in reply)) return reply;
  const report = { ...reply.report, rehearsal: 'z•••@zqhost.test' };
  const some =
    'leftAfter' in report && report.leftAfter ? { leftAfter: { people: 2, some: ['z•••@zqhost.test'] } } : {};
  return { ...reply, report: { ...report, ...some } } as Reply;
}
