import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onboarding, rosa } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const OURS = 'T0MUSTER';
const THEIRS = 'T0OTHER';
const FORM = 'application/x-www-form-urlencoded';

/** As Slack signs and sends it. The HTTP status of the answer. */
async function send(type: string, body: string): Promise<number> {
  const at = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', 'test-signing-secret').update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
  return (await fetch(`${house.muster.url}/slack/events`, { method: 'POST', body, headers })).status;
}

type Fields = Record<string, unknown>;
const payload = (fields: Fields) => send(FORM, new URLSearchParams({ payload: JSON.stringify(fields) }).toString());

const common = () => ({ trigger_id: randomUUID(), api_app_id: 'A0MUSTER', response_url: `${house.slack.url}/none` });
const stamp = () => String(Date.now() / 1000);

/** Each kind of envelope: with what it says of its workspace, it changes the limit or brings in a file. */
const kinds = {
  command: (fields: Record<string, string>) =>
    send(
      FORM,
      new URLSearchParams({
        ...{ ...common(), command: '/muster', text: 'settings run.max-records 66', user_id: rosa },
        ...{ channel_id: onboarding, ...fields },
      }).toString(),
    ),
  event: (fields: Fields) =>
    send(
      'application/json',
      JSON.stringify({
        ...{ type: 'event_callback', event_id: randomUUID(), api_app_id: 'A0MUSTER', ...fields },
        event: {
          ...{ type: 'message', channel_type: 'im', channel: 'D0ROSA', user: rosa, ts: stamp() },
          text: 'settings run.max-records 66',
        },
      }),
    ),
  press: (fields: Fields) =>
    payload({
      ...{ ...common(), type: 'block_actions', user: { id: rosa }, channel: { id: onboarding }, container: {} },
      actions: [{ type: 'button', action_id: 'about', block_id: 'b', value: '', action_ts: stamp() }],
      ...fields,
    }),
  form: ({ installed = OURS, ...fields }: Fields) =>
    payload({
      ...{ ...common(), type: 'view_submission', user: { id: rosa }, ...fields },
      view: {
        ...{ id: `V${randomUUID()}`, type: 'modal', callback_id: 'import', app_installed_team_id: installed },
        private_metadata: JSON.stringify({ conversation: onboarding }),
        state: { values: { file: { file: { type: 'file_input', files: [{ id: 'F1', name: 'a.csv' }] } } } },
      },
    }),
  shortcut: (fields: Fields) =>
    payload({
      ...{ ...common(), type: 'message_action', callback_id: 'import_message', user: { id: rosa } },
      ...{ channel: { id: onboarding }, message: { ts: stamp(), files: [{ id: 'F1', name: 'a.csv' }] }, ...fields },
    }),
};

const traces = async () => ({
  events: await house.db.inboundEvent.count(),
  settings: await house.db.setting.count(),
  imports: await house.db.import.count(),
  people: await house.db.chatUser.count(),
  audited: await house.db.auditEntry.count(),
});

const authorized = (team: string | null, more: Fields = {}) => ({ authorizations: [{ team_id: team, ...more }] });

const foreign: [string, () => Promise<number>][] = [
  ['a command of another workspace', () => kinds.command({ team_id: THEIRS })],
  ['a command of no workspace', () => kinds.command({})],
  ['a command of an organisation', () => kinds.command({ enterprise_id: 'E0', is_enterprise_install: 'true' })],
  [
    'a command of an organisation that names our workspace',
    () => kinds.command({ team_id: OURS, enterprise_id: 'E0', is_enterprise_install: 'true' }),
  ],
  ['an event of another workspace', () => kinds.event({ team_id: THEIRS, ...authorized(THEIRS) })],
  ['an event of another workspace without authorizations', () => kinds.event({ team_id: THEIRS })],
  ['an event authorized by another workspace', () => kinds.event({ team_id: OURS, ...authorized(THEIRS) })],
  ['an event that nobody authorized', () => kinds.event({ team_id: OURS, authorizations: [] })],
  [
    'an event of another workspace under our authorization',
    () => kinds.event({ team_id: THEIRS, ...authorized(OURS) }),
  ],
  [
    'an event authorized by an organisation',
    () => kinds.event({ team_id: OURS, ...authorized(null, { enterprise_id: 'E0', is_enterprise_install: true }) }),
  ],
  [
    'a shared event that another workspace authorized',
    () => kinds.event({ team_id: OURS, is_ext_shared_channel: true, ...authorized(THEIRS) }),
  ],
  ['a press of another workspace', () => kinds.press({ team: { id: THEIRS } })],
  ['a press of an organisation', () => kinds.press({ team: null, enterprise: { id: 'E0' } })],
  ['a press that says nothing', () => kinds.press({})],
  ['a dialog of another workspace', () => kinds.form({ team: { id: OURS }, installed: THEIRS })],
  ['a shortcut of another workspace', () => kinds.shortcut({ team: { id: THEIRS } })],
];

describe('what Slack signed for somebody else', () => {
  it.each(foreign)('%s is received, and nothing comes of it', async (_, deliver) => {
    const before = await traces();

    expect(await deliver()).toBe(200);

    await pause(150);
    expect(await traces()).toEqual(before);
  });
});

const own: [string, () => Promise<number>][] = [
  ['a command', () => kinds.command({ team_id: OURS, is_enterprise_install: 'false' })],
  ['an event', () => kinds.event({ team_id: OURS, ...authorized(OURS) })],
  ['an event of old, without authorizations', () => kinds.event({ team_id: OURS })],
  [
    'an event in a channel that is shared',
    () => kinds.event({ team_id: THEIRS, is_ext_shared_channel: true, ...authorized(OURS) }),
  ],
  ['a press', () => kinds.press({ team: { id: OURS }, is_enterprise_install: false })],
  ['a dialog filled in from elsewhere', () => kinds.form({ team: { id: THEIRS }, installed: OURS })],
  ['a shortcut', () => kinds.shortcut({ team: { id: OURS }, enterprise: null })],
];

it.each(own)('hears %s of its own workspace', async (_, deliver) => {
  const before = await traces();

  expect(await deliver()).toBe(200);

  await expect.poll(traces, { timeout: 5_000 }).not.toEqual(before);
});
