import { expect, it } from 'vitest';
import { makeChat, rosa } from '../harness/chat.ts';
import { startMuster, tryToStart } from '../harness/muster.ts';
import { playgroundAt } from '../harness/playground.ts';
import { sampleList } from './lists.ts';

const wrong: [string, Record<string, string>][] = [
  ['PORT', { PORT: 'abc' }],
  ['ROLE', { ROLE: 'boss' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'muster' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['SECRET_KEY', { SECRET_KEY: 'short' }],
  ['SECRET_KEY', { DATABASE_URL: 'postgresql://localhost/muster' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/muster', SECRET_KEY: Buffer.alloc(32).toString('base64') }],
  ['REDIS_URL', { REDIS_URL: 'http://localhost' }],
  ['SMTP_URL', { SMTP_URL: 'mail.example.com' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.com' }],
  ['SMTP_URL', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x' }],
  ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-1', SMTP_URL: 'smtp://127.0.0.1:1' }],
  ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'x', SMTP_URL: 'smtp://127.0.0.1:1' }],
  [
    'SLACK_API_URL',
    {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'x',
      SLACK_API_URL: 'http://evil.example/',
      SMTP_URL: 'smtp://127.0.0.1:1',
    },
  ],
];

it.each(wrong)(
  'refuses to start with a wrong %s, in one sentence that names it',
  { timeout: 60_000 },
  async (name, settings) => {
    const { code, said } = await tryToStart(settings);

    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).toMatch(new RegExp(`^${name} .*\\.$`, 'm'));
  },
);

it('is ready within 20 s, and after kill -9 a second start goes on where the first was', {
  timeout: 90_000,
}, async () => {
  const first = await startMuster();
  const chat = makeChat(playgroundAt(first.url));
  await chat.importList(rosa, sampleList());
  const card = await chat.message(rosa, 'Check this list', '"apply"');
  await first.kill();

  const second = await startMuster({ DATA_DIR: first.dataDir });
  const again = makeChat(playgroundAt(second.url));
  await again.press(rosa, card, 'apply');
  await again.message(rosa, 'List imported');
  await again.type(rosa, '/muster imports');
  await again.message(rosa, 'These lists were brought in last');

  expect(first.readyAfter).toBeLessThan(20_000);
  expect(second.readyAfter).toBeLessThan(20_000);
  expect(await second.stop()).toBe(0);
});
