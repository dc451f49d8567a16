import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { ada, adaDirect, ben, bot, call, general, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({
    deliverTo: rawBot.url,
    userGroups: [{ id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', members: [ben] }],
    deadlines: { ack: 150, eventRetries: [0, 30, 30] },
  });
});

afterEach(async () => {
  await double.stop();
  await rawBot.stop();
});

const section = { type: 'section', text: { type: 'mrkdwn', text: 'Card' } };
const buttons = { type: 'actions', block_id: 'row', elements: [button('send', 'r_1'), button('discard', 'r_1')] };
function button(action_id: string, value: string) {
  return { type: 'button', action_id, value, text: { type: 'plain_text', text: action_id } };
}

async function postCard(body: Record<string, unknown> = {}): Promise<{ channel: string; ts: string }> {
  const { ts } = await call(double, 'chat.postMessage', {
    channel: general,
    text: 'Card',
    blocks: [section, buttons],
    ...body,
  });
  return { channel: general, ts: String(ts) };
}

const respond = (url: unknown, body: Record<string, unknown>) =>
  fetch(String(url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('every delivery', () => {
  it('is signed and has exactly the content type of its kind', async () => {
    await double.hands.type(ada, { channel: general }, '/muster help');
    await double.hands.type(ada, { channel: adaDirect }, 'help');

    for (const { headers, raw } of rawBot.heard) {
      const base = `v0:${headers['x-slack-request-timestamp']}:${raw}`;
      const digest = createHmac('sha256', bot.signingSecret).update(base).digest('hex');
      expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
    }
    expect(rawBot.heard.map(({ headers }) => headers['content-type'])).toEqual([
      'application/x-www-form-urlencoded',
      'application/json',
    ]);
  });

  it('can verify the address first', async () => {
    rawBot.answer(({ body }) => ({ json: { challenge: body['challenge'] } }));

    const verified = await double.verifyUrl();

    expect(verified).toBe(true);
    expect(rawBot.heard[0]?.body).toMatchObject({ type: 'url_verification' });
  });
});

describe('a command', () => {
  it('tells who, where and what', async () => {
    await double.hands.type(ada, { channel: general }, '/muster status r_1 ');

    expect(rawBot.heard[0]?.body).toMatchObject({
      command: '/muster',
      text: 'status r_1',
      user_id: ada,
      user_name: 'ada',
      channel_id: general,
      channel_name: 'general',
      team_id: 'T0ACME00001',
      team_domain: 'acme',
      api_app_id: bot.appId,
    });
    expect(double.messages(general)).toEqual([]);
  });

  it.each([
    ['grant @Ada Lovelace run-invitations', `grant <@${ada}|ada> run-invitations`],
    ['grant @ben, please', `grant <@${ben}|ben>, please`],
    ['grant @benedict x', 'grant @benedict x'],
    ['grant @approvers approve-runs', 'grant <!subteam^S0APPROVERS|@approvers> approve-runs'],
    ['settings approval.channel #general', `settings approval.channel <#${general}|general>`],
    ['who ben@acme.test', 'who <mailto:ben@acme.test|ben@acme.test>'],
    ['settings company.logo https://acme.test/a?b=1&c=2', 'settings company.logo <https://acme.test/a?b=1&amp;c=2>'],
    ['who a < b & c', 'who a &lt; b &amp; c'],
    [`grant <@${ben}> run-invitations`, `grant <@${ben}|ben> run-invitations`],
  ])('turns "%s" into Slack’s text', async (typed, text) => {
    await double.hands.type(ada, { channel: general }, `/muster ${typed}`);

    expect(rawBot.heard[0]?.body['text']).toBe(text);
  });

  it('shows what its acknowledgement says, to one person unless told', async () => {
    rawBot.answer(() => ({ json: { text: 'Only you', blocks: [section] } }));
    await double.hands.type(ada, { channel: general }, '/muster help');
    rawBot.answer(() => ({ text: 'plain words' }));
    await double.hands.type(ada, { channel: general }, '/muster help');
    rawBot.answer(() => ({ json: { response_type: 'in_channel', text: 'Everybody' } }));
    await double.hands.type(ada, { channel: general }, '/muster help');

    expect(double.messages(general)).toMatchObject([
      { text: 'Only you', onlyFor: ada, viaResponse: true, user: bot.userId },
      { text: 'plain words', onlyFor: ada },
      { text: 'Everybody', viaResponse: true },
    ]);
    expect(double.snapshot(ben).messages).toMatchObject([{ text: 'Everybody' }]);
  });

  it('complains when the acknowledgement comes late, fails or never came, until the next action', async () => {
    rawBot.answer(() => new Promise((resolve) => setTimeout(() => resolve(undefined), 250)));
    await double.hands.type(ada, { channel: general }, '/muster help');
    const late = double.snapshot(ada).complaints;
    rawBot.answer(() => ({ status: 500 }));
    await double.hands.type(ada, { channel: general }, '/muster help');
    const failed = double.snapshot(ada).complaints;
    double.deliverTo('http://127.0.0.1:9/slack/events');
    await double.hands.type(ada, { channel: general }, '/muster help');
    const unreachable = double.snapshot(ada).complaints;
    double.deliverTo(rawBot.url);
    rawBot.answer(() => undefined);
    await double.hands.type(ada, { channel: general }, '/muster help');

    expect(late).toEqual(['/muster failed with the error "operation_timeout"']);
    expect(failed).toEqual(['/muster failed with the error "dispatch_failed"']);
    expect(unreachable).toEqual(['/muster failed with the error "dispatch_failed"']);
    expect(double.snapshot(ada).complaints).toEqual([]);
    expect(double.snapshot(ben).complaints).toEqual([]);
  });

  it('cannot be typed in a thread, and has to exist', async () => {
    const named = await startSlack({ deliverTo: rawBot.url, commands: ['/muster'] });
    const { ts } = await postCard();
    await double.hands.type(ada, { channel: general, threadTs: ts }, '/muster help');
    await named.hands.type(ada, { channel: general }, '/mustr help');
    const complaints = [double.snapshot(ada).complaints, named.snapshot(ada).complaints];
    await named.stop();

    expect(complaints).toEqual([['/muster is not supported in threads. Sorry!'], ['/mustr is not a valid command.']]);
    expect(rawBot.heard).toEqual([]);
  });
});

describe('a response_url', () => {
  async function responseUrl(): Promise<unknown> {
    await double.hands.type(ada, { channel: general }, '/muster help');
    return rawBot.heard.at(-1)?.body['response_url'];
  }

  it('takes five messages and no sixth', async () => {
    const url = await responseUrl();

    const answers = [];
    for (let use = 1; use <= 6; use += 1) answers.push(await respond(url, { text: `${use}` }));

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 404]);
    expect(await answers[5]?.json()).toEqual({ ok: false, error: 'expired_url' });
    expect(double.messages(general)).toHaveLength(5);
  });

  it('ends after 30 minutes', async () => {
    const url = await responseUrl();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 60_000 + 1000 });
    const answer = await respond(url, { text: 'late' });
    vi.useRealTimers();

    expect(answer.status).toBe(404);
  });

  it('refuses what a message could not hold', async () => {
    const url = await responseUrl();

    const answer = await respond(url, { text: 'x', blocks: [{ type: 'sektion' }] });

    expect(await answer.json()).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(double.violations()).toHaveLength(1);
  });

  it('makes messages that chat.update cannot edit', async () => {
    await respond(await responseUrl(), { text: 'For all', response_type: 'in_channel' });

    const ts = double.messages(general)[0]?.ts;
    const answer = await call(double, 'chat.update', { channel: general, ts, text: 'x' });

    expect(answer['error']).toBe('cant_update_message');
  });

  it('of a button replaces or deletes the message with the button', async () => {
    const card = await postCard();
    await double.hands.press(ada, card, 'send');
    const url = rawBot.heard[0]?.body['response_url'];
    await respond(url, { text: 'private' });
    await respond(url, { text: 'in the thread', response_type: 'in_channel', thread_ts: card.ts });
    await respond(url, { text: 'replaced', replace_original: true });
    const replaced = double.messages(general);
    await respond(url, { delete_original: true });

    expect(replaced).toMatchObject([
      { ts: card.ts, text: 'replaced', edited: true },
      { text: 'private', onlyFor: ada },
      { text: 'in the thread', threadTs: card.ts },
    ]);
    expect(double.messages(general)).toHaveLength(2);
  });
});

describe('a press', () => {
  it('tells the button, its message and who pressed', async () => {
    const card = await postCard();
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
    ];
    const card = await postCard({ blocks: [{ type: 'actions', block_id: 'row', elements }] });

    await double.hands.press(ada, card, 'unit', { selected: ['b'] });
    await double.hands.press(ada, card, 'more', { selected: ['a'] });

    expect(rawBot.heard[0]?.body).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'b', text: { text: 'B' } } }],
      state: { values: { row: { unit: { type: 'static_select', selected_option: { value: 'b' } } } } },
    });
    expect(rawBot.heard[1]?.body).toMatchObject({ actions: [{ type: 'overflow', selected_option: { value: 'a' } }] });
  });

  it('needs a button that is there', async () => {
    const card = await postCard();

    const press = double.hands.press(ada, card, 'approve');

    await expect(press).rejects.toThrow('There is no approve among send, discard');
  });

  it('may come late, on a button that has just gone', async () => {
    const card = await postCard();
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
    const card = await postCard();

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

  expect(rawBot.heard.map((one) => one.body)).toMatchObject([
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

  it('tells a mention in a channel with the bot, and nothing else from there', async () => {
    await double.hands.type(ada, { channel: general }, 'good morning');
    await double.hands.type(ada, { channel: general }, '@Muster import', [
      { name: 'people.csv', content: Buffer.from('e\n') },
    ]);
    await double.hands.type(ada, { channel: 'C0RANDOM001' }, '@Muster import');
    await call(double, 'chat.postMessage', { channel: adaDirect, text: 'I am the bot' });

    expect(rawBot.heard).toHaveLength(1);
    expect(eventOf(0)).toMatchObject({
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
    await vi.waitFor(() => expect(rawBot.heard).toHaveLength(3));

    expect(new Set(rawBot.heard.map((one) => one.body['event_id'])).size).toBe(1);
    expect(rawBot.heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
  });

  it('comes three more times at most, also when the bot is too slow', async () => {
    rawBot.answer(() => new Promise((resolve) => setTimeout(() => resolve(undefined), 300)));
    await double.hands.type(ada, { channel: adaDirect }, 'help');
    await vi.waitFor(() => expect(rawBot.heard).toHaveLength(4), { timeout: 3000 });

    expect(rawBot.heard[3]?.headers).toMatchObject({
      'x-slack-retry-num': '3',
      'x-slack-retry-reason': 'http_timeout',
    });
    expect(double.snapshot(ada).complaints).toEqual([]);
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
