import { expect, it } from 'vitest';
import { bot, channels, people, workspace } from '#bot/playground/cast.ts';
import { startSlackDouble } from '#bot/playground/slack/index.ts';
import { makeChat, rosa } from '../harness/chat.ts';
import { makeDatabase } from '../harness/database.ts';
import { freePort } from '../harness/free-port.ts';
import { startMuster, tryToStart } from '../harness/muster.ts';
import { playgroundAt } from '../harness/playground.ts';
import { sampleList } from './lists.ts';

const wrong: [string, Record<string, string>][] = [
  ['PORT', { PORT: 'abc' }],
  ['SMTP_URL', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x' }],
];

it.each(wrong)(
  'refuses to start with a wrong %s, in one sentence that names it',
  { timeout: 180_000 },
  async (name, settings) => {
    const { code, said } = await tryToStart(settings);

    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).toMatch(new RegExp(`^${name} .*\\.$`, 'm'));
  },
);

it('goes on after kill -9 where it was', {
  timeout: 180_000,
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

  expect(await second.stop()).toBe(0);
});

it('is alive while Slack is away, and ready as soon as Slack answers', { timeout: 180_000 }, async () => {
  await using database = await makeDatabase();
  const [port, slackPort] = [await freePort(), await freePort()];
  const starting = startMuster({
    PORT: String(port),
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32).toString('base64'),
    SLACK_BOT_TOKEN: 'xoxb-late',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/`,
    SMTP_URL: 'smtp://127.0.0.1:1',
  });
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          (response) => response.json(),
          () => 'not there',
        ),
      { timeout: 30_000 },
    )
    .toEqual({ status: 'not ready', failing: ['chat'] });

  const credentials = { botToken: 'xoxb-late', signingSecret: 'secret' };
  const slack = await startSlackDouble({
    port: slackPort,
    workspace,
    people,
    channels,
    bot: { ...bot, ...credentials },
  });
  const muster = await starting;

  expect(await muster.stop()).toBe(0);
  await slack.stop();
});
