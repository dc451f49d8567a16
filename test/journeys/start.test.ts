import { expect, it } from 'vitest';
import { makeChat, rosa } from '../harness/chat.ts';
import { startMuster, tryToStart } from '../harness/muster.ts';
import { playgroundAt } from '../harness/playground.ts';
import { sampleList } from './lists.ts';

const wrong: [string, Record<string, string>][] = [
  ['PORT', { PORT: 'abc' }],
  ['SMTP_URL', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x' }],
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

it('goes on after kill -9 where it was', {
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

  expect(await second.stop()).toBe(0);
});
