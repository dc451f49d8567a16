import { readdirSync, readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introduce } from '#bot/platforms/slack/introduce.ts';
import { slackLogger } from '#bot/platforms/slack/logger.ts';
import { adminsIfTold, makePeople } from '#bot/platforms/slack/people.ts';
import type { Fault } from '#bot/playground/slack/faults.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import { methods as served } from '#bot/playground/slack/web-api/methods.ts';
import { makeLog } from '#core/process/log.ts';
import { onboarding, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from '../journeys/lists.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const bot = 'U0MUSTER';
const direct = (person: string) => `D${person.slice(1)}`;
let people = 0;

/** Somebody of whom nothing is known yet, and who may do everything. */
function somebody(): string {
  const id = `U0FAULT${++people}`;
  const may = { isAdmin: true, isOwner: true, isGuest: false };
  house.slack.addPerson({ id, name: `Pat ${people}`, about: '', email: `${id.toLowerCase()}@example.com`, ...may });
  return id;
}

const shownTo = (person: string) =>
  house.slack
    .snapshot(person)
    .messages.filter(
      ({ onlyFor, channel, user }) => user === bot && (onlyFor === person || channel === direct(person)),
    );

/** The messages for everybody that name this file. */
const naming = (person: string, file: string, ...words: string[]): Message[] =>
  house.slack
    .snapshot(person)
    .messages.filter(
      (one) => one.user === bot && !one.onlyFor && [file, ...words].every((it) => said(one).includes(it)),
    );

const finalModal = (person: string) => {
  const { modal } = house.slack.snapshot(person);
  return modal && !JSON.stringify(modal.view).includes('One moment') ? modal : undefined;
};

/** What somebody does, and what says that they were told: an answer at least, and of what all can see exactly one. */
type Told = { answers?: () => number; cards?: () => number };
type Scene = (person: string, file: string) => Promise<{ act: () => Promise<unknown>; told: Told }>;

const asks =
  (text: string): Scene =>
  async (person) => ({
    act: () => house.chat.type(person, text),
    told: { answers: () => shownTo(person).length + (finalModal(person) ? 1 : 0) },
  });

const drops: Scene = async (person, file) => ({
  act: () => house.chat.hands.type(person, { channel: direct(person) }, '', [goodList(2, file)]),
  told: {
    answers: () => naming(person, file, 'Check this list', '"apply"').length,
    cards: () => naming(person, file).length,
  },
});

/** Where a page comes in place of the file, that is what its card says. */
const fetches: Scene = async (person, file) => {
  const { act, told } = await drops(person, file);
  const done = () => naming(person, file).filter((one) => !said(one).includes('Checking')).length;
  return { act, told: { ...told, answers: done } };
};

/** A list that was dropped, with its card. */
async function dropped(person: string, file: string): Promise<Message> {
  const { act } = await drops(person, file);
  await act();
  return house.chat.message(person, file, '"apply"');
}

const edits: Scene = async (person, file) => {
  const card = await dropped(person, file);
  return {
    act: () => house.chat.press(person, card, 'discard'),
    told: {
      answers: () => naming(person, file).filter((one) => !said(one).includes('"apply"')).length,
      cards: () => naming(person, file).length,
    },
  };
};

/** A card is posted and nobody hears of it, so that it is looked for. */
const looks =
  (scene: Scene): Scene =>
  async (person, file) => {
    const { act, told } = await scene(person, file);
    return {
      async act() {
        house.slack.faults.next('chat.postMessage', { dropConnection: true, takesEffect: true });
        await act();
      },
      told,
    };
  };

const fillsIn: Scene = async (person, file) => ({
  act: () => house.chat.importList(person, goodList(2, file)),
  told: {
    answers: () => naming(person, file, 'Check this list', '"apply"').length,
    cards: () => naming(person, file).length,
  },
});

const mentions: Scene = async (person, file) => ({
  act: () => house.chat.hands.type(person, { channel: onboarding }, `<@${bot}> import`, [goodList(2, file)]),
  told: { answers: () => naming(person, file).length + shownTo(person).length },
});

const opensHome: Scene = async (person) => ({
  act: () => house.chat.hands.openHome(person),
  told: { answers: () => (house.slack.snapshot(person).home ? 1 : 0) },
});

/** Takes a file of a wide channel away, as somebody asks who posted it there. */
const moves: Scene = async (person, file) => {
  await house.chat.hands.type(person, { channel: 'C0GENERAL' }, `<@${bot}> import`, [goodList(2, file)]);
  const warning = await house.chat.message(person, file, '"move"');
  const done = () =>
    house.slack
      .calls()
      .filter(({ method, ok, error }) => method === 'files.delete' && (ok || error === 'cant_delete_file')).length;
  const before = done();
  return { act: () => house.chat.press(person, warning, 'move'), told: { answers: () => done() - before } };
};

/** By method: what asks for it. */
const scenes: Record<string, Scene> = {
  'users.info': asks('/muster about'),
  response_url: asks('/muster about'),
  'chat.postEphemeral': async (person) => ({
    act: () => house.chat.hands.type(person, { channel: onboarding }, `<@${bot}> about`),
    told: { answers: () => shownTo(person).length },
  }),
  'views.open': asks('/muster import'),
  'views.update': asks('/muster import'),
  'views.publish': opensHome,
  'chat.postMessage': drops,
  'chat.update': edits,
  'conversations.open': asks('/muster template'),
  'files.getUploadURLExternal': asks('/muster template'),
  upload: asks('/muster template'),
  'files.completeUploadExternal': asks('/muster template'),
  'conversations.info': mentions,
  'conversations.replies': looks(drops),
  'conversations.history': looks(fillsIn),
  'files.info': drops,
  download: fetches,
  'files.delete': moves,
  'usergroups.list': asks('/muster grant @approvers view-runs'),
};
/** When it starts, below; and test/bot/slack-says-no.test.ts. */
const elsewhere = ['auth.test', 'users.list', 'chat.delete'];

const everyMethod: [string, Fault][] = [
  ['asks for patience', { retryAfter: 1 }],
  ['fails', { status: 500 }],
  ['fails when it has done it', { status: 500, takesEffect: true }],
  ['breaks the connection', { dropConnection: true }],
  ['breaks the connection when it has done it', { dropConnection: true, takesEffect: true }],
  ['says that there is too much', { error: 'ratelimited' }],
  ['answers with a page', { page: true }],
];
/** What answers somebody. Cards are tried in test/bot/plain-blocks.test.ts, where whole kinds of blocks are refused. */
const showing = ['chat.postEphemeral', 'views.open', 'views.update', 'views.publish'];

const failures = (method: string) => house.slack.calls().filter((call) => call.method === method && !call.ok).length;
const isApi = (method: string) => method.includes('.');

/** One after the other each is asked for, and goes wrong once. All the while nobody waits for what comes of it. */
async function wrongOnce(methods: string[], fault: Fault): Promise<[string, Told][]> {
  const told: [string, Told][] = [];
  for (const method of methods) {
    const scene = scenes[method];
    if (!scene) throw new Error(`Nothing asks for ${method}`);
    const { act, told: how } = await scene(somebody(), `${method.replaceAll('.', '-')}-${people}.csv`);
    const before = failures(method);
    house.slack.faults.next(method, fault);
    await act();
    if (isApi(method))
      await expect.poll(() => failures(method), { message: `${method} was never asked for` }).toBeGreaterThan(before);
    told.push([method, how]);
  }
  return told;
}

async function expectTold(told: [string, Told][]): Promise<void> {
  const untold = () => told.filter(([, { answers }]) => answers && answers() === 0).map(([method]) => method);
  await expect.poll(untold, { timeout: 90_000, interval: 50 }).toEqual([]);
  const twice = told.filter(([, { cards }]) => cards && cards() !== 1).map(([method]) => method);
  expect(twice).toEqual([]);
}

async function expectWell(): Promise<void> {
  expect((await fetch(`${house.muster.url}/healthz`)).status).toBe(200);
  expect(house.muster.output()).not.toMatch(/unhandled|uncaught/i);
  expect(house.slack.violations()).toEqual([]);
}

it('knows every method that is asked for', () => {
  const folder = new URL('../../bot/platforms/slack/', import.meta.url);
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const called = code.matchAll(
    /(?:client|errands|by)\.(auth|chat|conversations|files|usergroups|users|views)\s*\.(\w+)\(/g,
  );
  const asked = new Set([...called].map(([, area, name]) => `${area}.${name}`));
  // One call of the library is three of Slack's, and these two are taken out of it by name.
  expect(code).toContain('filesUploadV2');
  expect(code).toContain('{ history, replies } = client.conversations');
  for (const name of ['files.getUploadURLExternal', 'files.completeUploadExternal']) asked.add(name);
  for (const name of ['conversations.history', 'conversations.replies']) asked.add(name);

  expect([...Object.keys(scenes).filter(isApi), ...elsewhere].sort()).toEqual([...asked].sort());
  expect([...asked].filter((name) => !served[name])).toEqual([]);
});

describe('everybody is told, and of what all can see once', () => {
  it.each(everyMethod)('although every method %s', async (_, fault) => {
    await expectTold(await wrongOnce(Object.keys(scenes), fault));
    await expectWell();
  });

  it.each(['invalid_blocks', 'invalid_arguments'])('although what is shown is refused: %s', async (error) => {
    await expectTold(await wrongOnce(showing, { error }));
    await expectWell();
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id'])('although it is too late for a dialog: %s', async (error) => {
    await expectTold(await wrongOnce(['views.open'], { error }));
    await expectWell();
  });
});

describe('who starts', () => {
  const log = makeLog({ LOG_LEVEL: 'silent' });
  const token = 'xoxb-test-token';
  const options = () => ({ slackApiUrl: house.slack.apiUrl, retryConfig: { retries: 0 }, logger: slackLogger(log) });
  const client = () => new WebClient(token, options());

  it('waits for a Slack that is in trouble, however it says so', async () => {
    const faults = everyMethod.filter(([, fault]) => fault.retryAfter === undefined);
    for (const [, fault] of faults) house.slack.faults.next('auth.test', fault);

    const told = await Promise.all(faults.map(() => introduce(client(), token, log)));

    expect(told.map(({ workspaceId }) => workspaceId)).toEqual(faults.map(() => 'T0MUSTER'));
  });

  it.each(everyMethod)('goes on where the list of people %s', async (_, fault) => {
    house.slack.faults.next('users.list', fault);
    const where = { workspaceId: 'T0MUSTER', isEnterprise: false };

    expect(Array.isArray(await adminsIfTold(makePeople(client(), where), log))).toBe(true);
  });
});
