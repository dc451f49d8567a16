import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainBlocks } from '#bot/platforms/slack/plain-blocks.ts';
import { message } from '#bot/platforms/slack/say.ts';
import type { Reply } from '#bot/reply.ts';
import { rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';
import { home, importReport, longest } from './longest.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());
beforeEach(() => world.slack.faults.withoutBlocks(['table', 'rich_text']));

const withTable: Reply = { kind: 'import', report: importReport('ready', { fileName: '*people* of `today`.csv' }) };
const show = (reply: Reply) => message(reply).blocks;
const here = () => world.place.conversation;
const called = (method: string) => world.slack.calls().filter((call) => call.method === method);
const types = (person = rosa) =>
  world.slack
    .snapshot(person)
    .messages.at(-1)
    ?.blocks?.map(({ type }) => type) ?? [];

describe('where Slack refuses newer blocks, the same is said in plain ones', () => {
  it('when a card is posted, once and with its buttons', async () => {
    const before = world.slack.messages(here()).length;

    const ts = await world.platform.say(world.place, withTable);

    const card = world.slack.messages(here()).find((message) => message.ts === ts);
    expect(world.slack.messages(here())).toHaveLength(before + 1);
    expect(types()).toEqual(expect.arrayContaining(['header', 'section', 'actions']));
    expect(card && said(card)).toContain('Line: 1234567');
    expect(
      called('chat.postMessage')
        .slice(-2)
        .map(({ error }) => error),
    ).toEqual(['invalid_blocks', undefined]);
  });

  it('when it is edited', async () => {
    const ts = await world.platform.say(world.place, { kind: 'too-late' });

    expect(await world.platform.rewrite(world.place, ts, withTable)).toBe(true);

    const card = world.slack.messages(here()).find((message) => message.ts === ts);
    expect(card && said(card)).toContain('Line: 1234567');
  });

  it('in a private answer', async () => {
    await world.chat.type(rosa, '/muster who *nobody*@host.example');

    const answer = await world.chat.message(rosa, 'Check the spelling');

    expect(answer.onlyFor).toBe(rosa);
    expect(said(answer)).toContain('nobody');
  });

  it('on the Home tab', async () => {
    await world.slack.hands.openHome(rosa);
    const reply = { kind: 'home' as const, home: { ...home, company: '`Acme`' } };

    await world.platform.publish?.(
      { workspaceId: world.place.workspaceId, userId: rosa, conversation: 'D0ROSA' },
      reply,
    );

    const published = world.slack.snapshot(rosa).home;
    expect(published?.view.blocks.map(({ type }) => type)).not.toContain('rich_text');
    expect(
      called('views.publish')
        .slice(-2)
        .map(({ error }) => error),
    ).toEqual(['invalid_arguments', undefined]);
  });
});

it('tries no way twice: what is plain already is said without blocks at once', async () => {
  world.slack.faults.withoutBlocks(['section']);
  const before = called('chat.postMessage').length;

  await world.platform.say(world.place, { kind: 'too-late' });

  expect(
    called('chat.postMessage')
      .slice(before)
      .map(({ error }) => error),
  ).toEqual(['invalid_blocks', undefined]);
});

it('says its sentence alone where Slack refuses even those, when a card is posted and when it is edited', async () => {
  world.slack.faults.withoutBlocks(['table', 'rich_text', 'header', 'section', 'context', 'actions']);

  const ts = await world.platform.say(world.place, withTable);
  expect(await world.platform.rewrite(world.place, ts, { kind: 'too-late' })).toBe(true);

  const card = world.slack.messages(here()).find((message) => message.ts === ts);
  expect(card).toMatchObject({ text: expect.stringContaining('That took too long') });
  expect(card?.blocks ?? []).toEqual([]);
});

it('keeps what words of others mean dead', () => {
  const [, about] = plainBlocks(
    show({ kind: 'import', report: importReport('ready', { fileName: '*a* `b` <!here>' }) }),
  );

  expect(JSON.stringify(about)).toContain('∗a∗ ˋbˋ &lt;!here&gt;');
});

it('shows every reply in blocks that Slack has always known', () => {
  for (const reply of longest) {
    expect(['context', 'actions', 'header', 'section', 'divider', 'input', 'image']).toEqual(
      expect.arrayContaining([...new Set(plainBlocks(show(reply)).map(({ type }) => type))]),
    );
  }
});
