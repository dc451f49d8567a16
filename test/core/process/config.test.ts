import { expect, it } from 'vitest';
import { z } from 'zod';
import { databaseConfig } from '#core/database/config.ts';
import { ConfigError, readConfig } from '#core/process/config.ts';
import { logConfig } from '#core/process/log.ts';
import { serverConfig } from '#core/process/server.ts';
import { queueConfig } from '#core/queue/config.ts';

const all = z.object({
  ...serverConfig.shape,
  ...databaseConfig.shape,
  ...queueConfig.shape,
  ...logConfig.shape,
});

it('has a default for everything a first start needs', () => {
  expect(readConfig(all, {})).toEqual({ HOST: '127.0.0.1', PORT: 3000, DATA_DIR: '.muster', LOG_LEVEL: 'info' });
});

it('takes a setting that is set to nothing for missing', () => {
  expect(readConfig(all, { PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 });
});

it.each([
  [{ PORT: 'abc' }, 'PORT must be a number between 0 and 65535, but it is "abc".'],
  [{ PORT: '70000' }, 'PORT must be a number between 0 and 65535, but it is "70000".'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but it is "loud".'],
  [
    { DATABASE_URL: 'mysql://root:hush@db/x' },
    'DATABASE_URL must be a PostgreSQL URL like postgresql://user:password@host:5432/database, but it is something else (not shown, it is secret).',
  ],
  [
    { REDIS_URL: 'localhost' },
    'REDIS_URL must be a Redis URL like redis://:password@host:6379, but it is something else (not shown, it is secret).',
  ],
])('says in one sentence what is wrong with %j', (env, sentence) => {
  const read = () => readConfig(all, env);

  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new ConfigError(sentence));
});

it('names what is missing', () => {
  const schema = z.object({ SECRET_KEY: z.string().describe('32 bytes in base64') });

  expect(() => readConfig(schema, {})).toThrow(
    new ConfigError('SECRET_KEY is missing: it must be 32 bytes in base64.'),
  );
});

it('lets a rule over several settings speak for itself', () => {
  const schema = z
    .object({ SLACK_BOT_TOKEN: z.string().optional(), SLACK_SIGNING_SECRET: z.string().optional() })
    .refine((given) => !given.SLACK_BOT_TOKEN || given.SLACK_SIGNING_SECRET, {
      error: 'SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET beside it.',
    });

  expect(() => readConfig(schema, { SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(
    new ConfigError('SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET beside it.'),
  );
});

it('puts the name before what a rule says about one setting', () => {
  const schema = z.object({
    MAIL_FROM: z.string().refine((from) => from.includes('@'), { error: 'has no @ in it' }),
  });

  expect(() => readConfig(schema, { MAIL_FROM: 'me' })).toThrow(new ConfigError('MAIL_FROM has no @ in it.'));
});
