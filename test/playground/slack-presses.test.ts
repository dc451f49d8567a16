import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { ada, ben, bot, buttons, call, general, postCard, section, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({
    deliverTo: rawBot.url,
    userGroups: [{ id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', members: [ben] }],
  });
});

afterEach(async () => {
  await double.stop();
  await rawBot.stop();
});

describe('a press', () => {
  it('tells the button, its message and who pressed', async () => {
    const card = await postCard(double);
    await double.hands.press(ben, card, 'discard');

    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'block_actions',
      user: { id: ben, username: 'ben', team_id: 'T0ACME00001' },
      team: { id: 'T0ACME00001', domain: 'acme' },
      container: { type: 'message', message_ts: card.ts, channel_id: general, is_ephemeral: false },
      channel: { id: general, name: 'general' },
      message: { ts: card.ts, text: 'Card', user: bot.userId, blocks: [section, buttons] },
      actions: [{ type: 'button', action_id: 'discard', block_id: 'row', value: 'r_1', text: { text: 'discard' } }],
    });
    expect(rawBot.heard[0]?.body['trigger_id']).toEqual(expect.any(String));
  });

  it('tells what was picked, and the state of the message', async () => {
    const options = ['a', 'b'].map((value) => ({ value, text: { type: 'plain_text', text: value.toUpperCase() } }));
    const elements = [
      { type: 'static_select', action_id: 'unit', options },
      { type: 'overflow', action_id: 'more', options },
      { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } },
    ];
    const card = await postCard(double, { blocks: [{ type: 'actions', block_id: 'row', elements }] });

    await double.hands.press(ada, card, 'unit', { selected: ['b'] });
    await double.hands.press(ada, card, 'more', { selected: ['a'] });
    await double.hands.press(ada, card, 'go');
    await double.hands.press(ben, card, 'go');

    expect(rawBot.heard[0]?.body).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'b', text: { text: 'B' } } }],
      state: { values: { row: { unit: { type: 'static_select', selected_option: { value: 'b' } } } } },
    });
    const states = rawBot.heard.map((one) => one.body['state']);
    expect(states[2]).toMatchObject({ values: { row: { unit: { selected_option: { value: 'b' } } } } });
    expect(states[3]).toMatchObject({ values: { row: { unit: { selected_option: null } } } });
    expect(rawBot.heard[1]?.body).toMatchObject({ actions: [{ type: 'overflow', selected_option: { value: 'a' } }] });
  });

  it('needs a button that is there', async () => {
    const card = await postCard(double);

    const press = double.hands.press(ada, card, 'approve');

    await expect(press).rejects.toThrow('There is no approve among send, discard');
  });

  it('may come late, on a button that has just gone', async () => {
    const card = await postCard(double);
    await call(double, 'chat.update', { ...card, text: 'Sent', blocks: [section] });

    const now = double.hands.press(ada, card, 'send');
    await expect(now).rejects.toThrow('There is no send');
    await double.hands.press(ada, card, 'send', { late: true });

    expect(rawBot.heard[0]?.body).toMatchObject({
      message: { text: 'Sent' },
      actions: [{ action_id: 'send', value: 'r_1' }],
    });
  });

  it('of twenty people at once arrives twenty times', async () => {
    const card = await postCard(double);

    await Promise.all(Array.from({ length: 20 }, () => double.hands.press(ada, card, 'send')));

    expect(rawBot.heard).toHaveLength(20);
    expect(new Set(rawBot.heard.map((one) => one.body['trigger_id'])).size).toBe(20);
  });
});

it('a message shortcut brings the message with its files', async () => {
  await double.hands.type(ada, { channel: general }, 'the people', [
    { name: 'people.csv', content: Buffer.from('email\n') },
  ]);
  const ts = double.messages(general)[0]?.ts ?? '';
  await double.hands.shortcut(ben, { channel: general, ts }, 'import_message');

  // That somebody shared a file is an event of its own.
  const shortcuts = rawBot.heard.map(({ body }) => body).filter(({ type }) => type !== 'event_callback');
  expect(shortcuts).toMatchObject([
    {
      type: 'message_action',
      callback_id: 'import_message',
      message_ts: ts,
      user: { id: ben },
      channel: { id: general },
      message: { user: ada, text: 'the people', files: [{ name: 'people.csv', mimetype: 'text/csv', size: 6 }] },
    },
  ]);
});
