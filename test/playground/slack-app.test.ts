import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { ada, bot, call, startSlack } from './slack-world.ts';

const redirect_uri = 'https://muster.test/back';
const app = {
  clientId: '1.2',
  clientSecret: 'secret',
  redirectUrls: [redirect_uri],
  tokenLifeS: 3600,
  appToken: 'xapp-1',
};
const keys = { client_id: app.clientId, client_secret: app.clientSecret };

let slack: SlackDouble;
beforeEach(async () => {
  slack = await startSlack({ app, bot: { ...bot, botToken: '' } });
});
afterEach(() => slack.stop());

const page = (asked: Record<string, string> = {}) =>
  `${slack.url}/oauth/v2/authorize?${new URLSearchParams({ client_id: '1.2', scope: 'chat:write', redirect_uri, state: 's', ...asked })}`;
const codeIn = (address: string) => new URL(address).searchParams.get('code') ?? '';
const access = (asked: Record<string, unknown>) => call(slack, 'oauth.v2.access', { ...keys, ...asked }, '');
const installed = () => access({ code: codeIn(slack.installing.authorize(ada, page())), redirect_uri });

it.each([
  ['another app', { client_id: '9' }, 'invalid_client_id'],
  ['an address that is not registered', { redirect_uri: `${redirect_uri}/` }, 'bad_redirect_uri'],
  ['a scope that is not in the manifest', { scope: 'chat:write,admin' }, 'invalid_scope: admin'],
])('asks nobody for %s', (_, asked, words) => {
  expect(() => slack.installing.authorize(ada, page(asked))).toThrow(words);
});

it('gives tokens for a code, which call as the bot of the workspace', async () => {
  const granted = await installed();

  expect(granted).toMatchObject({ ok: true, token_type: 'bot', expires_in: 3600, authed_user: { id: ada } });
  expect(await call(slack, 'auth.test', {}, String(granted['access_token']))).toMatchObject({ user_id: bot.userId });
});

describe('refuses', () => {
  it.each([
    ['a wrong secret', { client_secret: 'x' }, 'bad_client_secret'],
    ['another redirect_uri', { redirect_uri: 'https://elsewhere.test/' }, 'bad_redirect_uri'],
    ['no redirect_uri', { redirect_uri: '' }, 'bad_redirect_uri'],
    ['a code that it never gave', { code: 'x' }, 'invalid_code'],
  ])('%s', async (_, wrong, error) => {
    const code = codeIn(slack.installing.authorize(ada, page()));

    expect(await access({ code, redirect_uri, ...wrong })).toMatchObject({ ok: false, error });
  });

  it('a code and a refresh token a second time', async () => {
    const code = codeIn(slack.installing.authorize(ada, page()));
    const { refresh_token } = await access({ code, redirect_uri });
    const renew = () => access({ grant_type: 'refresh_token', refresh_token });

    expect(await access({ code, redirect_uri })).toMatchObject({ error: 'code_already_used' });
    expect([await renew(), await renew()]).toMatchObject([{ ok: true }, { error: 'invalid_refresh_token' }]);
  });

  it('a token that has expired, and one of an app that was taken out', async () => {
    const { access_token } = await installed();
    slack.installing.expireTokens();
    const expired = await call(slack, 'auth.test', {}, String(access_token));
    const again = await installed();
    await slack.installing.uninstall();

    expect(expired).toMatchObject({ error: 'token_expired' });
    expect(await call(slack, 'auth.test', {}, String(again['access_token']))).toMatchObject({
      error: 'account_inactive',
    });
  });

  it('Socket Mode without the app-level token, and an address a second time', async () => {
    const { url } = await call(slack, 'apps.connections.open', {}, app.appToken);
    const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'a2V5' };
    const open = () =>
      new Promise<number>((resolve) => {
        get(String(url).replace('ws:', 'http:'), { headers })
          .on('upgrade', (_response, socket) => {
            socket.destroy();
            resolve(101);
          })
          .on('response', ({ statusCode = 0 }) => resolve(statusCode));
      });

    expect(await call(slack, 'apps.connections.open', {}, 'xapp-2')).toMatchObject({ error: 'invalid_auth' });
    expect([await open(), await open()]).toEqual([101, 403]);
  });
});
