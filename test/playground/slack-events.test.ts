import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { never, type RawBot, startRawBot } from './slack-bot.ts';
import { ada, adaDirect, ben, bot, buttons, call, general, section, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({
    deliverTo: rawBot.url,
    userGroups: [{ id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', members: [ben] }],
    deadlines: { ack: 20_000, eventRetries: [0, 30, 30] },
  });
});

afterEach(async () => {
  await double.stop();
  await rawBot.stop();
});

describe('an event', () => {
  const eventOf = (index: number) => rawBot.heard[index]?.body['event'];

  it('tells a direct message, with its files', async () => {
    await double.hands.type(ada, { channel: adaDirect }, 'help @Ben');
    await double.hands.type(ada, { channel: adaDirect }, '', [{ name: 'people.csv', content: Buffer.from('email\n') }]);

    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'event_callback',
      team_id: 'T0ACME00001',
      authorizations: [{ user_id: bot.userId, is_bot: true }],
      event: { type: 'message', channel_type: 'im', channel: adaDirect, user: ada, text: `help <@${ben}>` },
    });
    expect(eventOf(0)).not.toHaveProperty('subtype');
    expect(eventOf(1)).toMatchObject({ subtype: 'file_share', files: [{ name: 'people.csv', mode: 'hosted' }] });
  });

  it('tells a mention and a file in a channel with the bot, and nothing else from there', async () => {
    await double.hands.type(ada, { channel: general }, 'good morning');
    await double.hands.type(ada, { channel: general }, '@Muster import', [
      { name: 'people.csv', content: Buffer.from('e\n') },
    ]);
    await double.hands.type(ada, { channel: 'C0RANDOM001' }, '@Muster import');
    await call(double, 'chat.postMessage', { channel: adaDirect, text: 'I am the bot' });

    expect(rawBot.heard).toHaveLength(2);
    expect(eventOf(0)).toMatchObject({ type: 'file_shared', user_id: ada, channel_id: general });
    expect(eventOf(1)).toMatchObject({
      type: 'app_mention',
      text: `<@${bot.userId}> import`,
      files: [{ name: 'people.csv' }],
    });
  });

  it('tells that somebody opened the Home tab, which then shows what the bot publishes', async () => {
    await double.hands.openHome(ada);
    await call(double, 'views.publish', { user_id: ada, view: { type: 'home', blocks: [section, buttons] } });
    const home = double.snapshot(ada).home;
    await double.hands.press(ada, { viewId: home?.id ?? '' }, 'send');

    expect(eventOf(0)).toMatchObject({ type: 'app_home_opened', user: ada, channel: adaDirect, tab: 'home' });
    expect(double.snapshot(ben).home).toBeUndefined();
    expect(rawBot.heard[1]?.body).toMatchObject({
      type: 'block_actions',
      view: { type: 'home', id: home?.id },
      container: { type: 'view' },
    });
  });

  it('comes again with the same id until it is acknowledged', async () => {
    rawBot.answer(() => ({ status: rawBot.heard.length < 3 ? 500 : 200 }));
    await double.hands.type(ada, { channel: adaDirect }, 'help');
    await vi.waitFor(() => expect(rawBot.heard).toHaveLength(3), 10_000);

    expect(new Set(rawBot.heard.map((one) => one.body['event_id'])).size).toBe(1);
    expect(rawBot.heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
  });

  it('comes three more times at most, also when the bot is too slow', async () => {
    const impatient = await startSlack({ deliverTo: rawBot.url, deadlines: { ack: 500, eventRetries: [0, 30, 30] } });
    rawBot.answer(never);
    await impatient.hands.type(ada, { channel: adaDirect }, 'help');
    await vi.waitFor(() => expect(rawBot.heard).toHaveLength(4), 10_000);
    const complaints = impatient.snapshot(ada).complaints;
    await impatient.stop();

    expect(rawBot.heard[3]?.headers).toMatchObject({
      'x-slack-retry-num': '3',
      'x-slack-retry-reason': 'http_timeout',
    });
    expect(complaints).toEqual([]);
  });

  it('comes as often as a test asks for', async () => {
    double.faults.redeliver(3);
    await double.hands.type(ada, { channel: adaDirect }, 'help');
    await double.hands.type(ada, { channel: adaDirect }, 'again');

    const ids = rawBot.heard.map((one) => one.body['event_id']);
    expect(ids).toHaveLength(4);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(rawBot.heard[2]?.headers['x-slack-retry-num']).toBe('2');
  });

  it('needs its scope', async () => {
    const deaf = await startSlack({ deliverTo: rawBot.url, scopes: ['chat:write'] });
    await deaf.hands.type(ada, { channel: adaDirect }, 'help');
    await deaf.hands.type(ada, { channel: general }, '@Muster help');
    await deaf.stop();

    expect(rawBot.heard).toEqual([]);
  });
});
