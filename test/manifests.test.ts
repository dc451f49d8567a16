import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import { defaultScopes } from '#bot/playground/slack/index.ts';
import { slackManifest } from '../manifests/slack/manifest.ts';

type Manifest = ReturnType<typeof slackManifest>;
const read = (file: string): Manifest => JSON.parse(readFileSync(`manifests/slack/${file}`, 'utf8'));
const kept = read('manifest.json');
const many = read('manifest.many.json');
const socket = read('manifest.socket.json');
const schema = '../shared/reference/slack-manifest.schema.2.0.0.json';

describe('the Slack manifest', () => {
  it('is the one that the commands make, in each of its shapes', () => {
    const url = 'https://muster.example.com';

    expect([kept, many, socket]).toEqual([
      slackManifest(url),
      slackManifest(url, { many: true }),
      slackManifest(url, { socket: true }),
    ]);
  });

  it.for(['manifest.json', 'manifest.many.json', 'manifest.socket.json'])(
    '%s keeps to the schema of Slack',
    (file, { skip }) => {
      if (!existsSync(schema)) skip('the schema of Slack is not beside the repository');
      const ajv = new Ajv({ strict: false });
      addFormats.default(ajv);
      const fits = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

      expect(fits(read(file)) ? [] : fits.errors).toEqual([]);
    },
  );

  it.for([[['https://muster.example.com', 'socket', 'manny']], [['many']]])(
    'is not printed for %j, which nobody can mean',
    ([words = []]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'manifests/slack/write.ts', ...words],
        { encoding: 'utf8' },
      );

      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('“many”, “socket” or nothing');
    },
  );

  it('asks for the events and the shortcut that are listened for', () => {
    const hear = 'bot/platforms/slack/hear';
    const listeners = readdirSync(hear)
      .map((file) => readFileSync(`${hear}/${file}`, 'utf8'))
      .join('');
    const events = [...listeners.matchAll(/app\.event\('([a-z_]+)'/g)].map(([, name = '']) => name);
    const asked = kept.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);

    expect(asked.sort()).toEqual(events.sort());
    expect(listeners).toContain(`'${kept.features.shortcuts[0]?.callback_id}'`);
  });

  it('for many workspaces names where Slack sends people back to, and lets tokens expire that Muster renews', () => {
    expect(many.oauth_config).toMatchObject({ redirect_urls: ['https://muster.example.com/slack/oauth_redirect'] });
    expect(many.settings).toMatchObject({ token_rotation_enabled: true, org_deploy_enabled: true });
    expect(kept.settings.token_rotation_enabled).toBe(false);
  });

  it('for Socket Mode names no address', () => {
    expect(JSON.stringify(socket)).not.toContain('muster.example.com');
    expect(socket.settings.socket_mode_enabled).toBe(true);
  });

  it('asks for no more than the playground grants, so that what works there works in Slack', () => {
    expect(defaultScopes).toEqual(expect.arrayContaining(kept.oauth_config.scopes.bot));
  });
});

it('names each command once, and each verb in lower case', () => {
  const names = commands.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
});
