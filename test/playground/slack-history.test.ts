import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { ada, adaDirect, bot, call, general, startSlack } from './slack-world.ts';

let double: SlackDouble;
beforeEach(async () => {
  double = await startSlack();
});
afterEach(() => double.stop());

const metadata = { event_type: 'run', event_payload: { id: 'r_1' } };

async function posted(body: Record<string, unknown> = {}): Promise<string> {
  const { ts } = await call(double, 'chat.postMessage', { channel: general, text: 'Hello', ...body });
  return String(ts);
}

const tsOf = (answer: Record<string, unknown>) => (answer['messages'] as { ts: string }[]).map(({ ts }) => ts);

it('tells a channel from its newest message, without replies and what is for one person', async () => {
  const first = await posted({ metadata });
  await posted({ thread_ts: first });
  await call(double, 'chat.postEphemeral', { channel: general, user: ada, text: 'Only you' });
  const second = await posted();

  const history = await call(double, 'conversations.history', { channel: general });

  expect(tsOf(history)).toEqual([second, first]);
  expect(history['messages']).toMatchObject([{ user: bot.userId }, { text: 'Hello' }]);
  expect(JSON.stringify(history)).not.toContain('r_1');
});

it('tells a thread from its root, also when asked by one of its replies', async () => {
  const root = await posted();
  const reply = await posted({ thread_ts: root, metadata });
  await posted();

  const asked = { channel: general, include_all_metadata: true };
  const replies = await call(double, 'conversations.replies', { ...asked, ts: reply });
  const nothing = await call(double, 'conversations.replies', { ...asked, ts: '1.000001' });

  expect(tsOf(replies)).toEqual([root, reply]);
  expect(replies['messages']).toMatchObject([{ ts: root }, { metadata }]);
  expect(nothing['error']).toBe('thread_not_found');
});

it('tells what came after a moment, page by page', async () => {
  const [first, second, third, fourth] = [await posted(), await posted(), await posted(), await posted()];

  const asked = { channel: general, oldest: first, limit: 2 };
  const page = await call(double, 'conversations.history', asked);
  const { next_cursor: cursor } = page['response_metadata'] as { next_cursor: string };
  const next = await call(double, 'conversations.history', { ...asked, cursor });
  const all = await call(double, 'conversations.history', { ...asked, limit: 9, inclusive: true, latest: third });

  expect([page['has_more'], tsOf(page)]).toEqual([true, [fourth, third]]);
  expect([next['has_more'], tsOf(next)]).toEqual([false, [second]]);
  expect(tsOf(all)).toEqual([third, second, first]);
});

it('is read where the bot is, with the scope of that kind of conversation, and asked for in known words alone', async () => {
  const without = await startSlack({ scopes: ['chat:write'] });

  const outside = await call(double, 'conversations.history', { channel: 'C0RANDOM001' });
  const misspelt = await call(double, 'conversations.history', { channel: general, include_metadata: true });
  const channel = await call(without, 'conversations.history', { channel: general });
  const direct = await call(without, 'conversations.history', { channel: adaDirect });
  await without.stop();

  expect([outside['error'], misspelt['error']]).toEqual(['not_in_channel', 'invalid_arguments']);
  expect([channel['needed'], direct['needed']]).toEqual(['channels:history', 'im:history']);
});
