import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { input, modal, open, plain, titleFor, trigger } from './slack-dialog-blocks.ts';
import { ada, call, section, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({ deliverTo: rawBot.url });
});

afterEach(async () => {
  vi.useRealTimers();
  await double.stop();
  await rawBot.stop();
});

describe('a trigger', () => {
  it('opens one dialog', async () => {
    const trigger_id = await trigger(double, rawBot);

    const opened = await call(double, 'views.open', { trigger_id, view: modal() });
    const again = await call(double, 'views.open', { trigger_id, view: modal() });
    const invented = await call(double, 'views.open', { trigger_id: '1.2.x', view: modal() });

    expect(opened).toMatchObject({ ok: true, view: { type: 'modal', callback_id: 'import', previous_view_id: null } });
    expect(again['error']).toBe('exchanged_trigger_id');
    expect(invented['error']).toBe('invalid_trigger_id');
    expect(titleFor(double)).toBe('Import');
  });

  it('lives three seconds', async () => {
    const strict = await startSlack({ deliverTo: rawBot.url, deadlines: {} });
    const trigger_id = await trigger(strict, rawBot);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3001 });
    const late = await call(strict, 'views.open', { trigger_id, view: modal() });
    await strict.stop();

    expect(late['error']).toBe('expired_trigger_id');
  });

  it('is not spent on a dialog that Slack refuses', async () => {
    const trigger_id = await trigger(double, rawBot);

    const refused = await call(double, 'views.open', {
      trigger_id,
      view: modal([section], { title: plain('x'.repeat(25)) }),
    });
    const opened = await call(double, 'views.open', { trigger_id, view: modal() });

    expect(refused).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    });
    expect(opened['ok']).toBe(true);
  });
});

describe('an open dialog', () => {
  it('is updated by id while its hash is right, and keeps what was filled in', async () => {
    const view_id = await open(
      double,
      rawBot,
      modal([input('note', { type: 'plain_text_input' }, { dispatch_action: true })]),
    );
    await double.hands.press(ada, { viewId: view_id }, 'note-action', { value: 'typed' });
    const hash = double.snapshot(ada).modal?.hash;

    const updated = await call(double, 'views.update', {
      view_id,
      hash,
      view: modal([section, input('note', { type: 'plain_text_input' })], { title: plain('Preview') }),
    });
    const stale = await call(double, 'views.update', { view_id, hash, view: modal() });
    const lost = await call(double, 'views.update', { view_id: 'V0NOWHERE', view: modal() });

    expect(updated).toMatchObject({
      view: { id: view_id, state: { values: { note: { 'note-action': { value: 'typed' } } } } },
    });
    expect(titleFor(double)).toBe('Preview');
    expect(stale['error']).toBe('hash_conflict');
    expect(lost['error']).toBe('not_found');
  });

  it('is found by the app’s own id, which only one may have', async () => {
    await open(double, rawBot, modal([section], { external_id: 'mine' }));

    const taken = await call(double, 'views.push', {
      trigger_id: await trigger(double, rawBot),
      view: modal([section], { external_id: 'mine' }),
    });
    const updated = await call(double, 'views.update', {
      external_id: 'mine',
      view: modal([section], { title: plain('Second') }),
    });

    expect(taken['error']).toBe('duplicate_external_id');
    expect(updated['ok']).toBe(true);
    expect(titleFor(double)).toBe('Second');
  });

  it('lies at most three deep', async () => {
    await open(double, rawBot, modal());

    const second = await call(double, 'views.push', {
      trigger_id: await trigger(double, rawBot),
      view: modal([section], { title: plain('Two') }),
    });
    const third = await call(double, 'views.push', { trigger_id: await trigger(double, rawBot), view: modal() });
    const fourth = await call(double, 'views.push', { trigger_id: await trigger(double, rawBot), view: modal() });
    await double.hands.close(ada, double.snapshot(ada).modal?.id ?? '');

    expect(second).toMatchObject({ ok: true, view: { previous_view_id: expect.any(String) } });
    expect(third['ok']).toBe(true);
    expect(fourth['error']).toBe('push_limit_reached');
    expect(titleFor(double)).toBe('Two');
  });

  it('tells that it was closed where it asks for that', async () => {
    const silent = await open(double, rawBot, modal());
    await double.hands.close(ada, silent);
    const quiet = rawBot.heard.length;
    const asking = await open(double, rawBot, modal([section], { notify_on_close: true }));
    await double.hands.close(ada, asking);

    expect(quiet).toBe(0);
    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: asking },
      user: { id: ada },
    });
    expect(double.snapshot(ada).modal).toBeUndefined();
  });

  it('acts on a button inside', async () => {
    const button = { type: 'button', action_id: 'more', value: 'r_1', text: plain('More') };
    const viewId = await open(
      double,
      rawBot,
      modal([{ type: 'actions', block_id: 'row', elements: [button] }], { private_metadata: 'r_1' }),
    );

    await double.hands.press(ada, { viewId }, 'more');

    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: viewId },
      view: { id: viewId, private_metadata: 'r_1' },
      actions: [{ action_id: 'more', block_id: 'row', value: 'r_1' }],
    });
  });
});
