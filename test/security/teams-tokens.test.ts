import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Signed } from '#bot/playground/teams/options.ts';
import { chatOf, onboarding, openTeamsWorld, rosa, type TeamsWorld } from '../bot/teams/teams-world.ts';

let world: TeamsWorld;
beforeAll(async () => {
  world = await openTeamsWorld();
});
afterAll(() => world.close());

const now = () => Math.floor(Date.now() / 1000);

const words = (more: object = {}) =>
  world.teams.activity(
    rosa,
    { conversation: chatOf(rosa) },
    { type: 'message', text: 'settings run.max-records 666', ...more },
  );

type Sent = { body?: unknown; token?: string | undefined; headers?: Record<string, string>; raw?: string };

async function post({ body = words(), token, headers = {}, raw }: Sent): Promise<{ status: number; said: string }> {
  const response = await fetch(world.address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: token }), ...headers },
    body: raw ?? JSON.stringify(body),
  });
  return { status: response.status, said: await response.text() };
}

const traces = async () => ({
  events: await world.db.inboundEvent.count(),
  settings: await world.db.setting.count(),
  audited: await world.db.auditEntry.count(),
  users: await world.db.chatUser.count(),
  chats: await world.db.teamsChat.count(),
  calls: world.teams.calls().filter(({ path }) => path.startsWith('/amer')).length,
});

const bearer = (signed?: Signed) => `Bearer ${world.teams.token(signed)}`;

it('takes what Teams has signed', async () => {
  const { status } = await post({ token: bearer() });

  expect(status).toBe(200);
  expect(await world.db.setting.count()).toBe(1);
});

const forged: [string, () => Sent][] = [
  ['is given at all', () => ({})],
  ['stands in it', () => ({ token: '' })],
  ['stands behind the word', () => ({ token: 'Bearer ' })],
  ['is one', () => ({ token: 'Bearer nonsense' })],
  ['is of that kind', () => ({ token: bearer().replace('Bearer', 'Basic') })],
  ['is for this bot', () => ({ token: bearer({ claims: { aud: '0ccccccc-0000-4000-8000-000000000009' } }) })],
  ['is for any bot', () => ({ token: bearer({ claims: { aud: '' } }) })],
  ['is from its issuer', () => ({ token: bearer({ claims: { iss: 'https://evil.example' } }) })],
  [
    'is from its issuer but from Entra',
    () => ({
      token: bearer({
        claims: {
          ...{ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0' },
          appid: '0ccccccc-0000-4000-8000-000000000001',
        },
      }),
    }),
  ],
  ['has not expired', () => ({ token: bearer({ claims: { exp: now() - 3_600 } }) })],
  ['is valid already', () => ({ token: bearer({ claims: { nbf: now() + 3_600 } }) })],
  [
    'names this service',
    () => ({ token: bearer({ claims: { serviceurl: 'https://smba.trafficmanager.net/amer/' } }) }),
  ],
  ['names a service', () => ({ token: bearer({ claims: { serviceurl: '' } }) })],
  ['is endorsed for Teams', () => ({ token: bearer({ key: 'slack' }) })],
  ['is signed with its key', () => ({ token: bearer({ key: 'stranger' }) })],
  ['is signed', () => ({ token: bearer({ algorithm: 'none' }) })],
  ['has a whole signature', () => ({ token: bearer().slice(0, -8) })],
];

it.each(forged)('refuses what carries no token that %s', async (_, make) => {
  const before = await traces();

  const answer = await post(make());

  expect(answer).toEqual({ status: 401, said: '{"error":"refused"}' });
  expect(await traces()).toEqual(before);
});

const other = '0aaaaaaa-0000-4000-8000-000000000002';
const misplaced: [string, () => object][] = [
  [
    'another tenant',
    () =>
      words({
        channelData: { tenant: { id: other } },
        conversation: { id: 'a:1', conversationType: 'personal', tenantId: other },
      }),
  ],
  ['another tenant in one of two places', () => words({ channelData: { tenant: { id: other } } })],
  [
    'another tenant in the other',
    () => words({ conversation: { id: 'a:1', conversationType: 'personal', tenantId: other } }),
  ],
  ['a service elsewhere', () => words({ serviceUrl: 'https://evil.example/' })],
  ['a service that only looks like one', () => words({ serviceUrl: 'https://smba.trafficmanager.net.evil.example/' })],
];

it.each(misplaced)('refuses what is signed and names %s', async (_, make) => {
  const before = await traces();
  const body = make();
  const serviceurl = String('serviceUrl' in body ? body.serviceUrl : '');

  const { status } = await post({ body, token: bearer({ claims: { serviceurl } }) });

  expect(status).toBe(401);
  expect(await traces()).toEqual(before);
});

const unreadable: [string, () => Sent][] = [
  ['says nothing of what it is', () => ({ body: { foo: 1 } })],
  ['is an empty object', () => ({ body: {} })],
  ['is a list', () => ({ body: [words()] })],
  ['is a word', () => ({ body: 'hello' })],
  ['is null', () => ({ body: null })],
  ['is no JSON', () => ({ raw: '{"type":"message"' })],
  ['is nothing', () => ({ raw: '' })],
  ['comes from another channel', () => ({ body: words({ channelId: 'slack' }) })],
  ['comes from the emulator', () => ({ body: words({ channelId: 'emulator' }) })],
  ['comes from AseChannel', () => ({ body: words({ channelId: 'AseChannel' }) })],
  ['has a number where words belong', () => ({ body: words({ text: 5 }) })],
  ['is from nobody', () => ({ body: words({ from: undefined }) })],
  ['wants to reach into what all objects have', () => ({ raw: '{"__proto__":{"type":"message"},"type":"message"}' })],
];

it.each(unreadable)('answers 400 to what %s, with a token and without', async (_, make) => {
  const before = await traces();

  const answers = [await post(make()), await post({ ...make(), token: bearer() })];

  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  expect(await traces()).toEqual(before);
});

it('reads no more than 256 KB', async () => {
  const { status } = await post({ body: words({ text: 'x'.repeat(270_000) }), token: bearer() });

  expect(status).toBe(413);
});

it('takes only JSON', async () => {
  const { status } = await post({ token: bearer(), headers: { 'content-type': 'text/plain' } });

  expect(status).toBe(400);
});

it('tells who is away from who is refused: where the keys of Teams are not to be had, it is to be told again', async () => {
  await using fresh = await withoutKeys();

  const answer = await fresh.post();

  expect(answer).toBe(503);
});

it('says no word of the reason to whoever is refused, and one to the log', async () => {
  await post({ token: bearer({ claims: { iss: 'https://evil.example' } }) });

  expect(world.logged().some((line) => line.includes('is not from our Teams was refused'))).toBe(true);
});

it('does as it is told where a person does it, after all of that', async () => {
  await world.teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'settings run.max-records 50');

  const [answer] = world.teams.answers().slice(-1);
  expect(answer?.status).toBe(200);
  expect(await world.db.setting.findMany({ select: { value: true } })).toEqual([{ value: '50' }]);
  expect(world.teams.violations()).toEqual([]);
  expect(world.teams.messages(onboarding)).toEqual([]);
});

async function withoutKeys() {
  const fresh = await openTeamsWorld();
  fresh.teams.faults.next('keys', { status: 500 });
  return {
    async post() {
      const body = fresh.teams.activity(rosa, { conversation: chatOf(rosa) }, { type: 'message', text: 'help' });
      const response = await fetch(fresh.address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${fresh.teams.token()}` },
        body: JSON.stringify(body),
      });
      return response.status;
    },
    [Symbol.asyncDispose]: () => fresh.close(),
  };
}
