import { type SlackDouble, type SlackDoubleOptions, startSlackDouble } from '#bot/playground/slack/index.ts';

const person = { about: 'a person', isAdmin: false, isOwner: false, isGuest: false };

export const ada = 'U0ADA000001';
export const ben = 'U0BEN000001';
export const general = 'C0GENERAL01';
export const adaDirect = 'D0ADA000001';
export const bot = {
  userId: 'U0MUSTER001',
  name: 'Muster',
  botToken: 'xoxb-for-tests',
  signingSecret: 'signing-secret-for-tests',
  appId: 'A0MUSTER001',
};

/** A busy machine must not make Slack lose its patience; `deadlines: {}` are Slack's own. */
const patient = { ack: 20_000, trigger: 60_000 };

/** A workspace with two people, a channel with the bot, and channels without it. */
export function startSlack(options: Partial<SlackDoubleOptions> = {}): Promise<SlackDouble> {
  return startSlackDouble({
    workspace: { id: 'T0ACME00001', name: 'Acme' },
    people: [
      { ...person, id: ada, name: 'Ada Lovelace', email: 'ada@acme.test', isAdmin: true },
      { ...person, id: ben, name: 'Ben', email: 'ben@acme.test' },
    ],
    channels: [
      { id: general, name: 'general', kind: 'channel' },
      { id: 'C0RANDOM001', name: 'random', kind: 'channel', withoutBot: true },
      { id: 'C0SECRET001', name: 'secret', kind: 'channel', withoutBot: true, isPrivate: true, members: [ben] },
    ],
    bot,
    deadlines: patient,
    ...options,
  });
}

/** Calls the Web API as the client does: a form, with structures as JSON text. */
export async function call(
  double: SlackDouble,
  method: string,
  body: Record<string, unknown> = {},
  token: string = bot.botToken,
): Promise<Record<string, unknown> & { ok: boolean }> {
  const fields = Object.entries(body).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${double.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  return response.json();
}

export const section = { type: 'section', text: { type: 'mrkdwn', text: 'Card' } };
export const buttons = { type: 'actions', block_id: 'row', elements: [button('send'), button('discard')] };

function button(action_id: string) {
  return { type: 'button', action_id, value: 'r_1', text: { type: 'plain_text', text: action_id } };
}

/** The bot posts a card with two buttons, or what it is told to post. */
export async function postCard(
  double: SlackDouble,
  body: Record<string, unknown> = {},
): Promise<{ channel: string; ts: string }> {
  const card = { channel: general, text: 'Card', blocks: [section, buttons], ...body };
  const { ts } = await call(double, 'chat.postMessage', card);
  return { channel: general, ts: String(ts) };
}
