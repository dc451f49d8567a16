import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { never, type RawBot, startRawBot } from './slack-bot.ts';
import { ada, adaDirect, ben, bot, general, postCard, section, startSlack } from './slack-world.ts';

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
    const impatient = await startSlack({ deliverTo: rawBot.url, deadlines: {} });
    const begun = Date.now();
    rawBot.answer(never);
    await impatient.hands.type(ada, { channel: general }, '/muster help');
    const late = impatient.snapshot(ada).complaints;
    const waited = Date.now() - begun;
    await impatient.stop();
    rawBot.answer(() => ({ status: 500 }));
    await double.hands.type(ada, { channel: general }, '/muster help');
    const failed = double.snapshot(ada).complaints;
    double.deliverTo('http://127.0.0.1:9/slack/events');
    await double.hands.type(ada, { channel: general }, '/muster help');
    const unreachable = double.snapshot(ada).complaints;
    double.deliverTo(rawBot.url);
    rawBot.answer(() => undefined);
    await double.hands.type(ada, { channel: general }, '/muster help');

    expect(waited).toBeGreaterThanOrEqual(2990);
    expect(late).toEqual(['/muster failed with the error "operation_timeout"']);
    expect(failed).toEqual(['/muster failed with the error "dispatch_failed"']);
    expect(unreachable).toEqual(['/muster failed with the error "dispatch_failed"']);
    expect(double.snapshot(ada).complaints).toEqual([]);
    expect(double.snapshot(ben).complaints).toEqual([]);
  });

  it('cannot be typed in a thread, and has to exist', async () => {
    const named = await startSlack({ deliverTo: rawBot.url, commands: ['/muster'] });
    const { ts } = await postCard(double);
    await double.hands.type(ada, { channel: general, threadTs: ts }, '/muster help');
    await named.hands.type(ada, { channel: general }, '/mustr help');
    const complaints = [double.snapshot(ada).complaints, named.snapshot(ada).complaints];
    await named.stop();

    expect(complaints).toEqual([['/muster is not supported in threads. Sorry!'], ['/mustr is not a valid command.']]);
    expect(rawBot.heard).toEqual([]);
  });
});
