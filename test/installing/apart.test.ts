import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import { said } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { type ManyHouse, openManyHouse } from './many-house.ts';

const LIST = 'acmesecret.csv';
const FORM = 'application/x-www-form-urlencoded';

type Card = { id: string; version: number };
type Theirs = { import: Card; run: Card; fileId: string; title: string };

let house: ManyHouse;
let theirs: Theirs;
beforeAll(async () => {
  house = await openManyHouse();
  const { acme, globex, db } = house;
  await house.install(acme);
  await house.install(globex);
  await acme.chat.importList(acme.owner, goodList(3, LIST), acme.channel);
  await acme.chat.press(acme.owner, await acme.chat.message(acme.owner, 'Check this list', '"apply"'), 'apply');
  await acme.chat.inviteFrom(acme.owner, await acme.chat.message(acme.owner, 'List imported', LIST), LIST);
  await acme.chat.hands.type(acme.owner, { channel: acme.channel }, 'look', [goodList(2, LIST)]);

  const list = await db.import.findFirstOrThrow();
  const run = await db.run.findFirstOrThrow();
  const posted = acme.slack.messages(acme.channel).find(({ files }) => files);
  theirs = {
    import: { id: list.id, version: list.cardVersion },
    run: { id: run.id, version: run.cardVersion },
    fileId: posted?.files?.[0]?.id ?? '',
    title: run.title,
  };
}, 60_000);
afterAll(() => house.close());

/** As Slack signs and sends it, whatever whoever acted may have made of what they sent to Slack. */
async function post(type: string, body: string): Promise<Response> {
  const at = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', 'zz-signing-secret').update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
  return fetch(`${house.muster.url}/slack/events`, { method: 'POST', body, headers });
}
const send = async (type: string, body: string) => (await post(type, body)).status;

type Fields = Record<string, unknown>;
const payload = (fields: Fields) => {
  const { globex } = house;
  const common = {
    trigger_id: randomUUID(),
    api_app_id: 'A0MUSTER',
    team: { id: globex.id },
    user: { id: globex.owner },
  };
  return send(FORM, new URLSearchParams({ payload: JSON.stringify({ ...common, ...fields }) }).toString());
};
const stamp = () => (Date.now() / 1000).toFixed(6);

const press = (verb: string, value: string, channel: string) =>
  payload({
    ...{ type: 'block_actions', channel: { id: channel }, container: {}, response_url: `${house.acme.slack.url}/none` },
    actions: [{ type: 'button', action_id: verb, block_id: 'b', value, action_ts: stamp() }],
  });

const form = (callback_id: string, values: Fields, carried: Fields = {}) =>
  payload({
    type: 'view_submission',
    view: {
      ...{ id: `V${randomUUID()}`, type: 'modal', callback_id, app_installed_team_id: house.globex.id },
      private_metadata: JSON.stringify({ conversation: house.globex.channel, ...carried }),
      state: { values },
    },
  });

const type = (text: string, channel: string, user: string) =>
  send(
    FORM,
    new URLSearchParams({
      ...{ trigger_id: randomUUID(), command: '/muster', text, user_id: user, team_id: house.globex.id },
      ...{ channel_id: channel, response_url: `${house.acme.slack.url}/none` },
    }).toString(),
  );

const drop = (fileId: string, user: string) =>
  send(
    'application/json',
    JSON.stringify({
      ...{ type: 'event_callback', event_id: randomUUID(), team_id: house.globex.id },
      authorizations: [{ team_id: house.globex.id, enterprise_id: null, is_enterprise_install: false }],
      event: {
        ...{ type: 'message', subtype: 'file_share', channel_type: 'im', channel: 'D0GLOBEXOWNER', user, ts: stamp() },
        ...{ text: '', files: [{ id: fileId, name: 'mine.csv' }] },
      },
    }),
  );

/** Everything that is kept of Acme. */
async function kept(): Promise<string> {
  const tables = await house.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY 1`;
  const { id } = await house.db.company.findFirstOrThrow({ where: { name: 'Acme' } });
  const rows = await Promise.all(
    tables.map(({ name }) =>
      house.db.$queryRawUnsafe(
        `SELECT '${name}' AS t, (SELECT json_agg(r ORDER BY r::text) FROM "${name}" r WHERE company_id = '${id}')::text AS rows`,
      ),
    ),
  );
  expect(tables.length).toBeGreaterThan(15);
  return JSON.stringify(rows);
}

it.each(['source', 'units'])('the picker of %s offers to one company nothing of the other', async (action_id) => {
  const { globex } = house;
  const asked = { type: 'block_suggestion', action_id, block_id: action_id, value: '', api_app_id: 'A0MUSTER' };
  const who = { team: { id: globex.id }, user: { id: globex.owner }, container: { type: 'view', view_id: 'V1' } };

  const answer = await post(FORM, new URLSearchParams({ payload: JSON.stringify({ ...asked, ...who }) }).toString());

  expect(await answer.json()).toEqual({ options: [] });
});

it('nothing that the owner of one company sends, with whatever of the other in it, reaches the other', async () => {
  const { acme, globex } = house;
  const before = await kept();
  const shown = JSON.stringify(acme.slack.messages(acme.channel));
  const verbs = commands.map(({ name }) => name);

  const statuses: number[] = [];
  for (const verb of verbs) {
    for (const { id, version } of [theirs.run, theirs.import]) {
      statuses.push(
        await press(verb, `${id}:${version}`, globex.channel),
        await press(verb, `${id}:${version}`, acme.channel),
      );
    }
    for (const words of [
      theirs.title,
      theirs.run.id,
      LIST,
      'acmesecretcsv0@example.com',
      `<@${acme.owner}> run-invitations`,
    ]) {
      statuses.push(await type(`${verb} ${words}`, globex.channel, globex.owner));
    }
    statuses.push(await type(verb, acme.channel, acme.owner));
  }
  const chosen = { selected_option: { value: theirs.import.id } };
  statuses.push(
    await form('invite', {
      source: { source: chosen },
      channel: { channel: { selected_option: { value: 'whatsapp' } } },
    }),
    await form('reject', { reason: { reason: { value: 'no' } } }, theirs.run),
    await form('import', { file: { file: { files: [{ id: theirs.fileId, name: 'mine.csv' }] } } }),
    await drop(theirs.fileId, globex.owner),
    await drop(theirs.fileId, acme.owner),
  );
  const rejected = () => house.db.import.count({ where: { state: 'rejected', fileName: 'mine.csv' } });
  await expect.poll(rejected, { timeout: 20_000 }).toBe(2);
  await house.muster.stop();

  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await kept()).toBe(before);
  expect(JSON.stringify(acme.slack.messages(acme.channel))).toBe(shown);
  expect(await house.db.import.count({ where: { fileSha256: { not: null } } })).toBe(1);
  expect(globex.slack.messages(globex.channel).length).toBeGreaterThan(verbs.length);
  const told = [globex.channel, 'D0GLOBEXOWNER'].flatMap((channel) => globex.slack.messages(channel)).map(said);
  expect(told.filter((words) => /\+447400|Pat \d|3 people|Ona Acme/.test(words))).toEqual([]);
}, 60_000);
