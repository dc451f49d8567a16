import { afterAll, beforeAll, expect, it } from 'vitest';
import { bot, tenantId } from '#bot/playground/teams/cast.ts';
import type { TeamsDouble } from '#bot/playground/teams/index.ts';
import { chatOf, onboarding, password, rosa, startTeams } from './teams-world.ts';

let teams: TeamsDouble;
let token: string;
beforeAll(async () => {
  teams = await startTeams();
  token = (await login({})).token;
});
afterAll(() => teams.stop());

async function login(more: Record<string, string>, tenant = tenantId): Promise<{ status: number; token: string }> {
  const asked = {
    ...{ grant_type: 'client_credentials', scope: 'https://api.botframework.com/.default' },
    ...{ client_id: bot.appId, client_secret: password, ...more },
  };
  const response = await fetch(`${teams.loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(asked),
  });
  const { access_token = '' } = await response.json();
  return { status: response.status, token: access_token };
}

const from = { id: `28:${bot.appId}` };
const path = (conversation = chatOf(rosa)) => `v3/conversations/${encodeURIComponent(conversation)}/activities`;

async function ask(
  method: string,
  at: string,
  body?: object,
  bearer = token,
): Promise<{ status: number; code?: string }> {
  const response = await fetch(teams.serviceUrl + at, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { error } = await response.json();
  return { status: response.status, ...(error && { code: error.code }) };
}

const post = (body: object, conversation?: string) =>
  ask('POST', path(conversation), { type: 'message', from, ...body });
const card = (more: object) => ({
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', ...more },
    },
  ],
});
const text = { type: 'TextBlock', text: 'Hello', wrap: true };

it('hands out tokens to the bot of the tenant alone', async () => {
  const refused = await Promise.all([
    login({ client_secret: 'wrong' }),
    login({ client_id: 'other' }),
    login({ scope: 'https://graph.microsoft.com/.default' }),
    login({ grant_type: 'password' }),
    login({}, 'common'),
  ]);

  expect(refused.map(({ status }) => status)).toEqual([401, 401, 400, 400, 400]);
});

it('lets nobody in without one', async () => {
  expect(await ask('POST', path(), { type: 'message', from, text: 'Hi' }, 'guess')).toEqual({
    status: 401,
    code: 'Unauthorized',
  });
});

it('takes what Teams takes', async () => {
  expect(await post({ text: 'Hello' })).toEqual({ status: 201 });
  expect(await post(card({ body: [text] }))).toEqual({ status: 201 });
  const bar = { type: 'ProgressBar', value: 1, max: 2, fallback: text };
  expect(await post(card({ body: [bar] }))).toEqual({ status: 201 });
});

const wrong: [string, object][] = [
  ['says nothing', {}],
  ['is of another bot', { from: { id: '28:other' }, text: 'Hello' }],
  ['has an element that is none', card({ body: [{ type: 'Marquee', text: 'x' }] })],
  [
    'has an element of a newer version, without a fallback',
    card({ body: [{ type: 'ProgressBar', value: 1, max: 2 }] }),
  ],
  ['has an input without an id', card({ body: [{ type: 'Input.Text' }] })],
  ['has an action without a verb', card({ body: [text], actions: [{ type: 'Action.Execute', title: 'Go' }] })],
  ['has an action that is none', card({ body: [text], actions: [{ type: 'Action.Dance', title: 'Go' }] })],
  ['is larger than 25 KB', card({ body: [{ ...text, text: 'x'.repeat(26_000) }] })],
  [
    'shows itself anew to nobody that Teams knows',
    card({ body: [text], refresh: { action: { type: 'Action.Execute', verb: 'refresh' }, userIds: ['29:nobody'] } }),
  ],
  [
    'shows itself anew to Entra ids',
    card({ body: [text], refresh: { action: { type: 'Action.Execute', verb: 'refresh' }, userIds: [rosa] } }),
  ],
  [
    'asks nobody what a picker offers',
    card({ body: [{ type: 'Input.ChoiceSet', id: 'a', 'choices.data': { type: 'Data.Query', dataset: 'secrets' } }] }),
  ],
  ['has data in itself', { attachments: [{ contentType: 'text/csv', contentUrl: 'data:text/csv,a', name: 'a.csv' }] }],
];

it.each(wrong)('refuses a message that %s, and notes it', async (_, body) => {
  const before = teams.violations().length;

  const { status } = await post(body);

  expect([400, 403]).toContain(status);
  expect(teams.violations()).toHaveLength(before + 1);
});

it('refuses a message of more than 100 KB', async () => {
  expect(await post({ text: 'x'.repeat(110_000) })).toEqual({ status: 413, code: 'MessageSizeTooBig' });
});

it('has files in personal chats alone, and private words in channels alone', async () => {
  const consent = {
    ...{ contentType: 'application/vnd.microsoft.teams.card.file.consent', name: 'a.csv' },
    content: { description: 'A file', sizeInBytes: 1, acceptContext: {}, declineContext: {} },
  };
  const whisper = (conversation: string, recipient?: object) =>
    ask('POST', `${path(conversation)}?isTargetedActivity=true`, { type: 'message', from, text: 'Hi', recipient });
  const known = { id: teams.snapshot(rosa).me.mri };

  expect(await post({ attachments: [consent] })).toEqual({ status: 201 });
  expect(await post({ attachments: [consent] }, onboarding)).toMatchObject({ status: 400 });
  expect(await whisper(onboarding, known)).toEqual({ status: 201 });
  expect(await whisper(onboarding)).toMatchObject({ status: 400 });
  expect(await whisper(onboarding, { id: '29:nobody' })).toMatchObject({
    status: 404,
    code: 'BotNotInConversationRoster',
  });
  expect(await whisper(chatOf(rosa), known)).toMatchObject({ status: 400 });
});

it('knows where it is spoken', async () => {
  expect(await post({ text: 'Hi' }, 'a:nowhere')).toEqual({ status: 404, code: 'ConversationNotFound' });
  expect(await post({ text: 'Hi' }, `${onboarding};messageid=1`)).toEqual({
    status: 404,
    code: 'ActivityNotFoundInConversation',
  });
  expect(await ask('PUT', `${path()}/1`, { type: 'message', from, text: 'Hi' })).toMatchObject({ status: 404 });
  expect(await ask('DELETE', `${path()}/1`)).toMatchObject({ status: 404 });
  expect(await ask('GET', 'v3/attachments')).toMatchObject({ status: 404 });
});

it('tells a roster page by page, and of a personal chat the one who is in it', async () => {
  const members = async (conversation: string) => {
    const at = `v3/conversations/${encodeURIComponent(conversation)}/pagedmembers?pageSize=50`;
    const response = await fetch(teams.serviceUrl + at, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()).members.length;
  };

  expect(await members(onboarding)).toBe(5);
  expect(await members(chatOf(rosa))).toBe(1);
});
