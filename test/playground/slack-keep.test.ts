import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { ada, adaDirect, call, general, startSlack } from './slack-world.ts';

let keep: string;
let rawBot: RawBot;

beforeEach(async () => {
  keep = mkdtempSync(join(tmpdir(), 'slack-double-'));
  rawBot = await startRawBot();
});

afterEach(async () => {
  await rawBot.stop();
  rmSync(keep, { recursive: true });
});

const home = { type: 'home', blocks: [{ type: 'divider' }] };
const modal = { type: 'modal', title: { type: 'plain_text', text: 'Import' }, blocks: [{ type: 'divider' }] };

it('goes on after a restart with its messages, files and Home tabs, and forgets what Slack forgets', async () => {
  const before = await startSlack({ keep, deliverTo: rawBot.url });
  const { ts } = await call(before, 'chat.postMessage', { channel: general, text: 'Card' });
  await call(before, 'chat.postEphemeral', { channel: general, user: ada, text: 'Only you' });
  await call(before, 'views.publish', { user_id: ada, view: home });
  await before.hands.type(ada, { channel: adaDirect }, 'here', [
    { name: 'people.csv', content: Buffer.from('email\n') },
  ]);
  await before.hands.type(ada, { channel: general }, '/muster import');
  const trigger_id = rawBot.heard.at(-1)?.body['trigger_id'];
  await before.hands.type(ada, { channel: general }, '/muster import');
  await call(before, 'views.open', { trigger_id: rawBot.heard.at(-1)?.body['trigger_id'], view: modal });
  await before.stop();

  const after = await startSlack({ keep });
  const found = after.snapshot(ada);
  const updated = await call(after, 'chat.update', { channel: general, ts, text: 'Updated' });
  const opened = await call(after, 'views.open', { trigger_id, view: modal });
  const next = await call(after, 'chat.postMessage', { channel: general, text: 'Next' });
  const file = found.messages[1]?.files?.[0]?.id ?? '';
  const content = after.file(file, ada)?.content;
  await after.stop();

  expect(found.messages).toMatchObject([{ ts, text: 'Card' }, { text: 'here' }]);
  expect(found.home).toBeDefined();
  expect(found.modal).toBeUndefined();
  expect(updated['ok']).toBe(true);
  expect(opened['error']).toBe('invalid_trigger_id');
  expect(String(next['ts']) > String(ts)).toBe(true);
  expect(Buffer.from(content ?? []).toString()).toBe('email\n');
});

it('writes by itself soon after a change', async () => {
  const double = await startSlack({ keep });
  const file = join(keep, 'state.json');

  await call(double, 'chat.postMessage', { channel: general, text: 'Card' });
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), 10_000);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ messages: [{ text: 'Card' }] });
  await double.stop();
});

it('tells listeners of each visible change until they end it', async () => {
  const double = await startSlack();
  const listener = vi.fn();
  const end = double.subscribe(listener);

  await call(double, 'chat.postMessage', { channel: general, text: 'Card' });
  const heard = listener.mock.calls.length;
  end();
  await call(double, 'chat.postMessage', { channel: general, text: 'Card' });
  await double.stop();

  expect(heard).toBe(1);
  expect(listener).toHaveBeenCalledTimes(1);
});
