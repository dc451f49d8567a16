import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { ada, adaDirect, ben, bot, call, general, startSlack } from './slack-world.ts';

let double: SlackDouble;

beforeEach(async () => {
  double = await startSlack({
    userGroups: [{ id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', members: [ben] }],
  });
});

afterEach(() => double.stop());

const text = (length: number) => 'x'.repeat(length);
const section = { type: 'section', text: { type: 'mrkdwn', text: 'Card' } };

async function posted(body: Record<string, unknown> = { text: 'Hello' }): Promise<string> {
  const { ts } = await call(double, 'chat.postMessage', { channel: general, ...body });
  return String(ts);
}

describe('a call', () => {
  it('says who the bot is', async () => {
    const answer = await call(double, 'auth.test');

    expect(answer).toMatchObject({
      ok: true,
      team: 'Acme',
      team_id: 'T0ACME00001',
      user_id: bot.userId,
      is_enterprise_install: false,
    });
  });

  it('takes JSON, and the token in the body', async () => {
    const json = await fetch(`${double.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bot.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: general, text: 'Hello', blocks: [section] }),
    });
    const form = await fetch(`${double.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: bot.botToken }),
    });

    expect(await json.json()).toMatchObject({ ok: true });
    expect(await form.json()).toMatchObject({ ok: true });
  });

  it('is refused without the right token, method or arguments', async () => {
    const unknown = await call(double, 'admin.users.list');
    const nobody = await fetch(`${double.apiUrl}auth.test`, { method: 'POST' });
    const stranger = await call(double, 'auth.test', {}, 'xoxb-other');
    const incomplete = await call(double, 'users.info');

    expect(unknown).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await nobody.json()).toMatchObject({ ok: false, error: 'not_authed' });
    expect(stranger).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(incomplete).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: user'] },
    });
  });

  it('needs the scopes of its method', async () => {
    const without = await startSlack({ scopes: ['chat:write'] });

    const answers = await Promise.all(
      [
        'users.info',
        'users.lookupByEmail',
        'files.info',
        'files.getUploadURLExternal',
        'usergroups.list',
        'team.info',
      ].map((method) => call(without, method)),
    );
    const opened = await call(without, 'conversations.open', { users: ada });
    await without.stop();

    expect(answers.map((answer) => answer['needed'])).toEqual([
      'users:read',
      'users:read.email',
      'files:read',
      'files:write',
      'usergroups:read',
      'team:read',
    ]);
    expect(opened).toMatchObject({ error: 'missing_scope', needed: 'im:write', provided: 'chat:write' });
  });

  it('is logged with what it said and what came of it', async () => {
    await call(double, 'chat.postMessage', { channel: 'C0NOWHERE', text: 'Hello', blocks: [section] });

    expect(double.calls()).toEqual([
      {
        method: 'chat.postMessage',
        body: { channel: 'C0NOWHERE', text: 'Hello', blocks: [section] },
        ok: false,
        error: 'channel_not_found',
      },
    ]);
  });
});

describe('a posted message', () => {
  it('stands in its channel, its thread, or a direct conversation', async () => {
    const root = await posted({
      text: 'Card',
      blocks: [section],
      metadata: { event_type: 'run', event_payload: { id: 'r_1' } },
    });
    await posted({ text: 'Reply', thread_ts: root });
    const direct = await call(double, 'chat.postMessage', { channel: ada, text: 'Hi Ada' });
    const replies = await (async () => {
      const reader = await startSlack({ scopes: ['chat:write', 'channels:history'] });
      const { ts } = await call(reader, 'chat.postMessage', {
        channel: general,
        text: 'x',
        metadata: { event_type: 'run', event_payload: { id: 'r_1' } },
      });
      const found = await call(reader, 'conversations.replies', {
        channel: general,
        ts: String(ts),
        include_all_metadata: true,
      });
      await reader.stop();
      return found;
    })();

    expect(double.messages(general)).toMatchObject([
      { ts: root, user: bot.userId, text: 'Card', edited: false },
      { threadTs: root, text: 'Reply' },
    ]);
    expect(direct['channel']).toBe(adaDirect);
    expect(double.snapshot(ada).messages).toHaveLength(3);
    expect(double.snapshot(ben).messages).toHaveLength(2);
    expect(replies).toMatchObject({ messages: [{ metadata: { event_payload: { id: 'r_1' } } }] });
  });

  it('has a ts above all before it', async () => {
    const all = [await posted(), await posted(), await posted()];

    expect(all).toEqual([...new Set(all)].sort());
    expect(all[0]).toMatch(/^\d{10}\.\d{6}$/);
  });

  it('is refused where the bot cannot post', async () => {
    const outside = await call(double, 'chat.postMessage', { channel: 'C0RANDOM001', text: 'x' });
    const secret = await call(double, 'chat.postMessage', { channel: 'C0SECRET001', text: 'x' });
    const lost = await call(double, 'chat.postMessage', { channel: general, thread_ts: '1.000001', text: 'x' });

    expect(outside['error']).toBe('not_in_channel');
    expect(secret['error']).toBe('channel_not_found');
    expect(lost['error']).toBe('thread_not_found');
  });

  it('is refused when it says nothing, too much, or something Slack does not know', async () => {
    const silent = await call(double, 'chat.postMessage', { channel: general });
    const longest = await call(double, 'chat.postMessage', { channel: general, text: text(40_000) });
    const longer = await call(double, 'chat.postMessage', { channel: general, text: text(40_001) });
    const wrong = await call(double, 'chat.postMessage', {
      channel: general,
      text: 'x',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }],
    });
    const metadata = await call(double, 'chat.postMessage', { channel: general, text: 'x', metadata: { run: 1 } });
    const nested = await call(double, 'chat.postMessage', {
      channel: general,
      attachments: [{ blocks: [{ type: 'sektion' }] }],
    });

    expect(silent['error']).toBe('no_text');
    expect(longest['ok']).toBe(true);
    expect(longer['error']).toBe('msg_too_long');
    expect(wrong).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect(metadata['error']).toBe('invalid_metadata_format');
    expect(nested).toMatchObject({
      response_metadata: { messages: ['[ERROR] unsupported type [json-pointer:/attachments/0/blocks/0/type]'] },
    });
    expect(double.violations().map((one) => one.where)).toEqual(Array.from({ length: 5 }, () => 'chat.postMessage'));
  });

  it('is updated in place and keeps blocks that an update does not name', async () => {
    const ts = await posted({ text: 'Card', blocks: [section] });

    await call(double, 'chat.update', { channel: general, ts, text: 'Other words' });
    const kept = double.messages(general)[0];
    await call(double, 'chat.update', { channel: general, ts, text: 'No card', blocks: [] });

    expect(kept).toMatchObject({ text: 'Other words', edited: true, blocks: [section] });
    expect(double.messages(general)).toMatchObject([{ ts, text: 'No card' }]);
    expect(double.messages(general)[0]?.blocks).toBeUndefined();
  });

  it('is deleted by the bot alone', async () => {
    await double.hands.type(ada, { channel: general }, 'mine');
    const hers = double.messages(general)[0]?.ts ?? '';
    const ts = await posted();

    const deleted = await call(double, 'chat.delete', { channel: general, ts });
    const refused = await call(double, 'chat.delete', { channel: general, ts: hers });
    const gone = await call(double, 'chat.delete', { channel: general, ts });

    expect(deleted['ok']).toBe(true);
    expect(refused['error']).toBe('cant_delete_message');
    expect(gone['error']).toBe('message_not_found');
  });

  it('cannot be updated when it is somebody else’s, ephemeral or gone', async () => {
    await double.hands.type(ada, { channel: general }, 'mine');
    const hers = double.messages(general)[0]?.ts ?? '';
    const { message_ts } = await call(double, 'chat.postEphemeral', { channel: general, user: ada, text: 'Only you' });

    const other = await call(double, 'chat.update', { channel: general, ts: hers, text: 'x' });
    const ephemeral = await call(double, 'chat.update', { channel: general, ts: String(message_ts), text: 'x' });
    const missing = await call(double, 'chat.update', { channel: general, ts: '1.000001', text: 'x' });

    expect([other, ephemeral, missing].map((answer) => answer['error'])).toEqual([
      'cant_update_message',
      'cant_update_message',
      'message_not_found',
    ]);
  });

  it('is for one person when ephemeral, until that person loads the page anew', async () => {
    await call(double, 'chat.postEphemeral', { channel: general, user: ada, text: 'Only you' });
    const stranger = await call(double, 'chat.postEphemeral', { channel: adaDirect, user: ben, text: 'x' });
    const before = double.snapshot(ada).messages;
    const others = double.snapshot(ben).messages;
    double.reload(ada);

    expect(before).toMatchObject([{ text: 'Only you', onlyFor: ada }]);
    expect(others).toEqual([]);
    expect(stranger['error']).toBe('user_not_in_channel');
    expect(double.snapshot(ada).messages).toEqual([]);
  });

  it('has a permalink', async () => {
    const ts = await posted();

    const { permalink } = await call(double, 'chat.getPermalink', { channel: general, message_ts: ts });

    expect(permalink).toBe(`https://acme.slack.com/archives/${general}/p${ts.replace('.', '')}`);
  });
});

describe('people', () => {
  it('are told with their rights, zone and address', async () => {
    const info = await call(double, 'users.info', { user: ada, include_locale: true });
    const found = await call(double, 'users.lookupByEmail', { email: 'BEN@acme.test' });
    const list = await call(double, 'users.list');
    const robot = await call(double, 'users.info', { user: bot.userId });

    expect(info).toMatchObject({
      user: {
        name: 'ada',
        real_name: 'Ada Lovelace',
        is_admin: true,
        is_owner: false,
        is_restricted: false,
        is_bot: false,
        deleted: false,
        tz: 'Europe/Berlin',
        locale: 'en-US',
        profile: { email: 'ada@acme.test' },
      },
    });
    expect([3600, 7200]).toContain((info['user'] as { tz_offset: number }).tz_offset);
    expect(found).toMatchObject({ user: { id: ben } });
    expect(list['members']).toHaveLength(3);
    expect(robot).toMatchObject({ user: { is_bot: true } });
  });

  it('keep their address without users:read.email', async () => {
    const without = await startSlack({ scopes: ['users:read'] });

    const info = await call(without, 'users.info', { user: ada });
    await without.stop();

    expect(info).toMatchObject({ ok: true });
    expect(info).not.toHaveProperty('user.profile.email');
  });

  it('are unknown when they are not there', async () => {
    const info = await call(double, 'users.info', { user: 'U0NOBODY' });
    const found = await call(double, 'users.lookupByEmail', { email: 'nobody@acme.test' });
    const opened = await call(double, 'conversations.open', { users: 'U0NOBODY' });

    expect([info, found, opened].map((answer) => answer['error'])).toEqual([
      'user_not_found',
      'users_not_found',
      'user_not_found',
    ]);
  });

  it('are in groups and conversations', async () => {
    const reader = await startSlack({ scopes: ['channels:read', 'im:read', 'im:write'] });

    const groups = await call(double, 'usergroups.list', { include_users: true });
    const members = await call(double, 'usergroups.users.list', { usergroup: 'S0APPROVERS' });
    const nobody = await call(double, 'usergroups.users.list', { usergroup: 'S0NOBODY' });
    const opened = await call(reader, 'conversations.open', { users: ada });
    const channel = await call(reader, 'conversations.info', { channel: general });
    const direct = await call(reader, 'conversations.info', { channel: adaDirect });
    const inChannel = await call(reader, 'conversations.members', { channel: general });
    const writer = await startSlack({ scopes: ['chat:write'] });
    const unreadable = await call(writer, 'conversations.info', { channel: general });
    await writer.stop();
    await reader.stop();

    expect(groups).toMatchObject({ usergroups: [{ id: 'S0APPROVERS', handle: 'approvers', users: [ben] }] });
    expect(members['users']).toEqual([ben]);
    expect(nobody['error']).toBe('no_such_subteam');
    expect(opened).toMatchObject({ channel: { id: adaDirect } });
    expect(channel).toMatchObject({ channel: { name: 'general', is_member: true, is_private: false } });
    expect(direct).toMatchObject({ channel: { is_im: true, user: ada } });
    expect(inChannel['members']).toEqual([ada, ben, bot.userId]);
    expect(unreadable).toMatchObject({ error: 'missing_scope', needed: 'channels:read' });
  });
});
