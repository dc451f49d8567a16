import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readPlatforms, wantsChat } from '#bot/platforms/index.ts';
import { TeamsConfig } from '#bot/platforms/teams/config.ts';
import { ConfigError } from '#core/process/config.ts';

const all = {
  TEAMS_APP_ID: '0ccccccc-0000-4000-8000-000000000001',
  TEAMS_APP_PASSWORD: 'secret-words',
  TEAMS_TENANT_ID: '0aaaaaaa-0000-4000-8000-000000000001',
  PUBLIC_URL: 'https://muster.example.com',
};

describe('Teams', () => {
  it('is on with its three settings, and off with none', () => {
    expect(readPlatforms(all)).toHaveLength(1);
    expect(wantsChat(all)).toBe(true);
    expect(readPlatforms({})).toEqual([]);
  });

  it.each(Object.keys(all))('does not start without %s, and says so', (name) => {
    for (const value of ['', undefined]) {
      const start = () => readPlatforms({ ...all, [name]: value });

      expect(start).toThrow(ConfigError);
      expect(start).toThrow(`${name} is missing: it must be the`);
    }
  });

  it.each([
    ['TEAMS_APP_ID', 'muster'],
    ['TEAMS_TENANT_ID', 'common'],
    ['TEAMS_TENANT_ID', 'acme.onmicrosoft.com'],
    ['TEAMS_TARGETED_MESSAGES', 'maybe'],
    ['TEAMS_OPENID_URL', 'https://login.botframework.com/v1/.well-known/openidconfiguration'],
    ['TEAMS_OPENID_URL', 'http://127.0.0.1.evil.example/keys'],
    ['TEAMS_OPENID_URL', 'http://127.0.0.1@evil.example/keys'],
    ['TEAMS_LOGIN_URL', 'https://login.microsoftonline.com'],
    ['TEAMS_LOGIN_URL', 'http://10.0.0.1/login'],
    ['TEAMS_LOGIN_URL', 'nonsense'],
  ])('does not start with %s=%s', (name, value) => {
    expect(() => readPlatforms({ ...all, [name]: value })).toThrow(`${name} must be`);
  });

  it('takes its ids in whatever letters Azure shows them', () => {
    const { TEAMS_APP_ID, TEAMS_TENANT_ID } = TeamsConfig.parse({
      ...{ ...all, TEAMS_APP_ID: all.TEAMS_APP_ID.toUpperCase(), TEAMS_TENANT_ID: all.TEAMS_TENANT_ID.toUpperCase() },
    });

    expect([TEAMS_APP_ID, TEAMS_TENANT_ID]).toEqual([all.TEAMS_APP_ID, all.TEAMS_TENANT_ID]);
  });

  it('never shows its password in what it says', () => {
    expect(() => readPlatforms({ ...all, TEAMS_APP_ID: 'x', TEAMS_APP_PASSWORD: 'secret-words' })).not.toThrow(
      /secret-words/,
    );
  });

  it('costs nothing where it is not configured: nothing of its SDK is loaded', async () => {
    const { stdout } = await run(`
      import { readPlatforms } from '#bot/platforms/index.ts';
      import '#bot/platforms/teams/index.ts';
      readPlatforms(process.env);
      report();`);

    expect(JSON.parse(stdout)).toEqual([]);
  });

  it('would show there where it is loaded', async () => {
    const { stdout } = await run(`
      import { openDoor } from '#bot/platforms/teams/sdk.ts';
      await openDoor({ appId: 'a', tenantId: 'b' }, {});
      report();`);

    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(['@microsoft/teams-ai', 'botbuilder']));
  });
});

/** What CommonJS packages of the SDK this program has loaded. */
const report = `
  import { createRequire } from 'node:module';
  function report() {
    const cache = createRequire(import.meta.url)('node:module')._cache;
    const names = ['@microsoft/teams-ai', 'botbuilder', 'botframework-connector', 'openai', 'gpt-tokenizer'];
    console.log(JSON.stringify(names.filter((name) => Object.keys(cache).some((file) => file.includes('node_modules/' + name + '/')))));
  }`;

const run = (program: string) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', report + program], {
    env: { PATH: process.env['PATH'] },
  });
