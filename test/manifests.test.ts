import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import { defaultScopes } from '#bot/playground/slack/index.ts';
import { slackManifest } from '../manifests/slack/manifest.ts';

const kept: ReturnType<typeof slackManifest> = JSON.parse(readFileSync('manifests/slack/manifest.json', 'utf8'));
const schema = '../shared/reference/slack-manifest.schema.2.0.0.json';

describe('the Slack manifest', () => {
  it('is the one that the commands make', () => {
    expect(kept).toEqual(slackManifest('https://muster.example.com'));
  });

  it('keeps to the schema of Slack', ({ skip }) => {
    if (!existsSync(schema)) skip('the schema of Slack is not beside the repository');
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const fits = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

    expect(fits(kept) ? [] : fits.errors).toEqual([]);
  });

  it('asks for the events and the shortcut that are listened for', () => {
    const listeners = readFileSync('bot/platforms/slack/hear/messages.ts', 'utf8');
    const events = [...listeners.matchAll(/app\.event\('([a-z_]+)'/g)].map(([, name = '']) => name);
    const asked = kept.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);

    expect(asked.sort()).toEqual(events.sort());
    expect(listeners).toContain(`'${kept.features.shortcuts[0]?.callback_id}'`);
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
