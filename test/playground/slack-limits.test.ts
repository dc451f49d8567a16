import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { ada, bot, call, general, startSlack } from './slack-world.ts';

let double: SlackDouble;

beforeEach(async () => {
  double = await startSlack();
});

afterEach(async () => {
  vi.useRealTimers();
  await double.stop();
});

async function many(count: number, method: string, body: Record<string, unknown> = {}): Promise<number> {
  let accepted = 0;
  for (let index = 0; index < count; index += 1) {
    const { error } = await call(double, method, body);
    if (error !== 'ratelimited') accepted += 1;
  }
  return accepted;
}

it.each([
  ['chat.update', 50],
  ['chat.delete', 50],
  ['users.lookupByEmail', 50],
  ['conversations.open', 50],
  ['usergroups.users.list', 20],
  ['views.open', 100],
  ['files.info', 100],
])('takes %s %i times a minute', async (method, limit) => {
  const accepted = await many(limit + 1, method);

  expect(accepted).toBe(limit);
});

it('says how long to wait, and takes calls again after that', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await many(20, 'usergroups.users.list');
  vi.setSystemTime(Date.now() + 15_000);
  const refused = await fetch(`${double.apiUrl}usergroups.users.list`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bot.botToken}` },
  });
  vi.setSystemTime(Date.now() + 45_001);
  const later = await many(1, 'usergroups.users.list');

  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('45');
  expect(later).toBe(1);
});

it('takes a short burst of messages in a channel, then one a second', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const burst = await many(15, 'chat.postMessage', { channel: general, text: 'x' });
  const elsewhere = await many(1, 'chat.postMessage', { channel: ada, text: 'x' });
  vi.setSystemTime(Date.now() + 2000);
  const later = await many(5, 'chat.postMessage', { channel: general, text: 'x' });

  expect(burst).toBe(10);
  expect(elsewhere).toBe(1);
  expect(later).toBe(2);
});

it('has limits that a test can switch off or set', async () => {
  double.faults.rateLimits(false);
  const unlimited = await many(60, 'chat.update');
  double.faults.rateLimits({ 'chat.update': 2 });
  const limited = await many(5, 'chat.update');

  expect(unlimited).toBe(60);
  expect(limited).toBe(2);
});

it('fails as a test asks for it, and then no longer', async () => {
  const post = () => call(double, 'chat.postMessage', { channel: general, text: 'x' });
  double.faults.next('chat.postMessage', { error: 'fatal_error', times: 2 });
  const errors = [await post(), await post(), await post()].map((answer) => answer['error']);
  double.faults.next('auth.test', { status: 503 });
  const down = await fetch(`${double.apiUrl}auth.test`, { method: 'POST' });
  double.faults.next('auth.test', { retryAfter: 7 });
  const limited = await fetch(`${double.apiUrl}auth.test`, { method: 'POST' });

  expect(errors).toEqual(['fatal_error', 'fatal_error', undefined]);
  expect(down.status).toBe(503);
  expect(limited.status).toBe(429);
  expect(limited.headers.get('retry-after')).toBe('7');
  expect(double.messages(general)).toHaveLength(1);
});

it('drops a connection before or after the work is done', async () => {
  const post = () => call(double, 'chat.postMessage', { channel: general, text: 'x' });
  double.faults.next('chat.postMessage', { dropConnection: true });
  const before = await post().catch(() => 'dropped');
  const undone = double.messages(general).length;
  double.faults.next('chat.postMessage', { dropConnection: true, takesEffect: true });
  const after = await post().catch(() => 'dropped');

  expect([before, after]).toEqual(['dropped', 'dropped']);
  expect(undone).toBe(0);
  expect(double.messages(general)).toHaveLength(1);
});

it('answers late, and fails beside the Web API too', async () => {
  const begun = Date.now();
  double.faults.next('auth.test', { delayMs: 80 });
  const late = await call(double, 'auth.test');
  double.faults.next('response_url', { status: 429 });
  const response = await fetch(`${double.url}/responses/T0ACME00001/1/x`, { method: 'POST', body: '{}' });
  double.faults.next('download', { dropConnection: true });
  const download = await fetch(`${double.url}/files-pri/x/y`).catch(() => 'dropped');

  expect(late['ok']).toBe(true);
  // Timers may be a millisecond early.
  expect(Date.now() - begun).toBeGreaterThanOrEqual(75);
  expect(response.status).toBe(429);
  expect(download).toBe('dropped');
});
