import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { ada, ben, call, general, postCard, startSlack } from './slack-world.ts';

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

const respond = (url: unknown, body: Record<string, unknown>) =>
  fetch(String(url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

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
    const card = await postCard(double);
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
