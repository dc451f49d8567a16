import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bot, channels, people, workspace } from '#bot/playground/cast.ts';
import { startSlackDouble } from '#bot/playground/slack/index.ts';
import { makeChat, rosa } from '../harness/chat.ts';
import { makeDatabase } from '../harness/database.ts';
import { startMuster, tryToStart } from '../harness/muster.ts';
import { goodList } from '../journeys/lists.ts';
import { appToken, type ManyHouse, openManyHouse } from './many-house.ts';

let house: ManyHouse;
beforeAll(async () => {
  house = await openManyHouse({
    eventRetries: [1_000, 4_000, 8_000, 15_000],
    app: { appToken },
    settings: { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: '' },
  });
  await house.install(house.acme);
}, 60_000);
afterAll(() => house.close());

const sockets = () => house.acme.slack.installing.sockets;
const opened = () => house.acme.slack.calls().filter(({ method }) => method === 'apps.connections.open').length;
const failing = async () => (await fetch(`${house.muster.url}/readyz`).then((answer) => answer.json())).failing ?? [];
const about = async (words: string) => {
  const { chat, owner, channel } = house.acme;
  await chat.type(owner, `/muster ${words}`, channel);
};

it('hears commands, forms, pickers, buttons and messages through the connection that it opened', async () => {
  const { chat, owner, channel } = house.acme;

  await chat.sendList(owner, goodList(2, 'socket.csv'), channel);
  await chat.message(owner, 'Completed: 2 people invited');
  await chat.hands.type(owner, { channel: `D${owner.slice(1)}` }, 'about');
  await chat.message(owner, 'Muster 0.');

  expect(sockets().open()).toBe(1);
  expect((await fetch(`${house.muster.url}/slack/events`, { method: 'POST' })).status).toBe(404);
});

it('comes back on another connection when Slack asks for it, and when one breaks', async () => {
  sockets().refresh();
  await expect.poll(opened, { timeout: 10_000 }).toBe(2);
  await expect.poll(failing, { timeout: 10_000 }).toEqual([]);
  sockets().drop();
  await expect.poll(opened, { timeout: 20_000 }).toBe(3);
  await expect.poll(() => sockets().open(), { timeout: 20_000 }).toBe(1);

  await about('units');

  await house.acme.chat.message(house.acme.owner, 'unit');
}, 60_000);

it('says that it is not ready while there is no connection, and comes back by itself', async () => {
  await house.acme.slack.leave();

  await expect.poll(failing, { timeout: 20_000 }).toContain('chat');
  await house.acme.slack.comeBack();
  await expect.poll(failing, { timeout: 20_000 }).toEqual([]);
  await about('numbers');

  await house.acme.chat.message(house.acme.owner, 'number');
}, 60_000);

it('acknowledges a list only once it is kept: killed in between, it is told again and kept once', async () => {
  const { acme, db } = house;
  const owner = acme.owner;
  // Who they are is asked before anything is kept, and Slack takes its time.
  await house.restart();
  const asked = () => acme.slack.calls().filter(({ method }) => method === 'users.info').length;
  const askedBefore = asked();
  acme.slack.faults.next('users.info', { delayMs: 2_000 });

  const dropped = acme.chat.hands.type(owner, { channel: `D${owner.slice(1)}` }, '', [goodList(2, 'killed.csv')]);
  await expect.poll(asked).toBe(askedBefore + 1);
  await house.muster.kill();
  await house.restart();
  await dropped;

  await expect.poll(() => db.import.count({ where: { fileName: 'killed.csv' } }), { timeout: 30_000 }).toBe(1);
}, 90_000);

it('answers what it was told before it stops, and ends cleanly', async () => {
  const { chat, owner, channel, slack } = house.acme;
  slack.faults.next('users.info', { delayMs: 1_000 });
  const known = slack.messages(channel).length;
  await house.restart();

  await chat.type(owner, '/muster about', channel);
  const code = await house.muster.stop();

  expect(code).toBe(0);
  expect(slack.messages(channel).length).toBe(known + 1);
  expect(sockets().open()).toBe(0);
});

it('serves one workspace by its bot token too', async () => {
  const { PORT: _taken, SLACK_CLIENT_ID: _id, SLACK_CLIENT_SECRET: _secret, ...settings } = house.settings;
  await using database = await makeDatabase();
  const slack = await startSlackDouble({
    ...{ workspace, people, channels, bot: { ...bot, botToken: 'xoxb-one', signingSecret: 'zz' } },
    app: { clientId: '', clientSecret: '', redirectUrls: [], appToken },
  });
  const own = { DATABASE_URL: database.url, SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: 'xoxb-one' };
  const muster = await startMuster({ ...settings, ...own });
  const chat = makeChat(slack);

  await chat.type(rosa, '/muster about');

  await chat.message(rosa, 'Muster 0.');
  expect(await muster.stop()).toBe(0);
  await slack.stop();
}, 60_000);

describe('an app-level token that Slack refuses', () => {
  it('stops the start with a sentence that names it', async () => {
    const { PORT: _taken, ...settings } = house.settings;

    const { code, said } = await tryToStart({ ...settings, SLACK_APP_TOKEN: 'xapp-wrong' });

    expect(code).toBe(1);
    expect(said).toContain('SLACK_APP_TOKEN is refused by Slack: invalid_auth.');
    expect(said).not.toContain('xapp-wrong');
  });
});
