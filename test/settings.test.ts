import { expect, it } from 'vitest';
import { checkRole, ProcessConfig, publicUrl } from '#bot/config.ts';
import { readPlatforms } from '#bot/platforms/index.ts';
import { ConfigError, readConfig } from '#core/process/config.ts';
import { readSecretKey } from '#core/secret-key.ts';
import { readMailConfig } from '#jobs/mail/config.ts';

const key = Buffer.alloc(32).toString('base64');
const local = 'smtp://127.0.0.1:1';

const manyWorkspaces = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'zz-client',
  SLACK_SIGNING_SECRET: 'zz-signing',
  PUBLIC_URL: 'https://muster.example.com',
};

const wrong: [string, Record<string, string>][] = [
  ['PORT', { PORT: 'abc' }],
  ['PLAYGROUND', { PLAYGROUND: 'maybe' }],
  ['WHATSAPP_CONNECTOR', { WHATSAPP_CONNECTOR: 'carrier-pigeon' }],
  ['OWNER_EMAIL', { OWNER_EMAIL: 'the boss' }],
  ['ROLE', { ROLE: 'boss' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'muster' }],
  ['PUBLIC_URL', { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'muster@example.com' }],
  ['PUBLIC_URL', { ROLE: 'jobs', DATABASE_URL: 'postgresql://localhost/muster', SECRET_KEY: key }],
  ['DATABASE_URL', { ROLE: 'jobs' }],
  ['SLACK_BOT_TOKEN', { ROLE: 'bot', DATABASE_URL: 'postgresql://localhost/muster', SECRET_KEY: key }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['DATA_DIR', { DATA_DIR: import.meta.filename }],
  ['DATA_DIR', { DATA_DIR: `${import.meta.filename}/muster` }],
  ['SECRET_KEY', { SECRET_KEY: 'short' }],
  ['SECRET_KEY', { DATABASE_URL: 'postgresql://localhost/muster' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/muster', SECRET_KEY: key }],
  ['REDIS_URL', { REDIS_URL: 'http://localhost' }],
  ['SMTP_URL', { SMTP_URL: 'mail.example.com' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.com' }],
  ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-1', SMTP_URL: local }],
  ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'x', SMTP_URL: local }],
  ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 'x' }],
  ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-1' }],
  ['SLACK_BOT_TOKEN', { ...manyWorkspaces, SLACK_BOT_TOKEN: 'xoxb-1' }],
  ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }],
  ['SLACK_CLIENT_ID', { ...manyWorkspaces, SLACK_CLIENT_ID: '' }],
  ['SLACK_CLIENT_ID', { ...manyWorkspaces, SLACK_CLIENT_ID: 'two words' }],
  ['SLACK_CLIENT_SECRET', { ...manyWorkspaces, SLACK_CLIENT_SECRET: '' }],
  ['SLACK_SIGNING_SECRET', { ...manyWorkspaces, SLACK_SIGNING_SECRET: '' }],
  ['PUBLIC_URL', { ...manyWorkspaces, PUBLIC_URL: '' }],
  ['PUBLIC_URL', { ...manyWorkspaces, PUBLIC_URL: 'http://muster.example.com' }],
  ['SECRET_KEY_BEFORE', { SECRET_KEY_BEFORE: 'short' }],
  [
    'SLACK_API_URL',
    {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'x',
      SLACK_API_URL: 'http://evil.example/',
      SMTP_URL: local,
    },
  ],
];

/** Everything that a start reads, in its order. */
function readAll(env: NodeJS.ProcessEnv): void {
  const config = readConfig(ProcessConfig, env);
  checkRole(config, env);
  readSecretKey(config, config);
  const mail = readMailConfig({ SMTP_URL: local, ...env });
  readPlatforms(env);
  publicUrl(config, mail);
}

it.each(wrong)('tells a wrong %s in one sentence that names it and hides what is secret', (name, settings) => {
  const told = sentenceOf(() => readAll({ DATA_DIR: '/tmp', ...settings }));

  expect(told).toMatch(new RegExp(`^${name} [^\\n]*\\.$`));
  expect(told).not.toMatch(/xapp-1|xoxb-1|short|zz-/);
});

const right: [string, Record<string, string>][] = [
  ['one workspace over HTTP', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x' }],
  ['one workspace through Socket Mode', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }],
  ['many workspaces over HTTP', manyWorkspaces],
  ['many workspaces through Socket Mode', { ...manyWorkspaces, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1' }],
  ['a Web API elsewhere', { ...manyWorkspaces, SLACK_API_URL: 'http://127.0.0.1:1/api' }],
];

it.each(right)('takes what Slack needs for %s', (_, settings) => {
  expect(sentenceOf(() => readAll({ DATA_DIR: '/tmp', ...settings }))).toBe('nothing is wrong');
});

function sentenceOf(read: () => void): string {
  try {
    read();
    return 'nothing is wrong';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
