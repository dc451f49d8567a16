import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type RawBot, startRawBot } from './slack-bot.ts';
import { ada, adaDirect, ben, bot, call, general, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({ deliverTo: rawBot.url });
});

afterEach(async () => {
  await double.stop();
  await rawBot.stop();
});

const csv = { name: 'People & co.csv', content: Buffer.from('email\nann@acme.test\n') };
type Told = Record<string, unknown> & { id: string; url_private_download: string };

/** Ada sends the file to the bot; this is what the event tells of it. */
async function sent(): Promise<Told> {
  await double.hands.type(ada, { channel: adaDirect }, 'here', [csv]);
  const event = rawBot.heard.at(-1)?.body['event'] as { files: Told[] };
  const [file] = event.files;
  if (!file) throw new Error('no file');
  return file;
}

const info = (file: string) => call(double, 'files.info', { file });
const download = (url: string, token: string = bot.botToken) =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } });

describe('a file', () => {
  it('is told by files.info and comes with the token', async () => {
    const { id } = await sent();

    const { file } = (await info(id)) as unknown as { file: Told };
    const response = await download(file.url_private_download);

    expect(file).toMatchObject({
      name: 'People & co.csv',
      mimetype: 'text/csv',
      filetype: 'csv',
      size: 20,
      mode: 'hosted',
      user: ada,
      is_external: false,
      created: expect.any(Number),
    });
    expect(file.url_private_download).toMatch(`${double.url}/files-pri/T0ACME00001-${id}/download/`);
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(await response.text()).toBe(csv.content.toString());
  });

  it('of a person is not the bot’s to delete', async () => {
    const { id } = await sent();

    const theirs = await call(double, 'files.delete', { file: id });
    const nobodys = await call(double, 'files.delete', { file: 'F0NOBODY' });

    expect([theirs['error'], nobodys['error']]).toEqual(['cant_delete_file', 'file_not_found']);
    expect(await info(id)).toMatchObject({ ok: true });
  });

  it.each([
    ['another token', 'xoxb-other'],
    ['none', ''],
  ])('is a login page with status 200 for %s', async (_what, token) => {
    const { url_private_download } = await sent();

    const response = await download(url_private_download, token);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it('is a login page when a test asks for it, once', async () => {
    const { url_private_download } = await sent();
    double.faults.htmlDownload();

    const first = await (await download(url_private_download)).text();
    const second = await (await download(url_private_download)).text();

    expect(first).toMatch(/^<!DOCTYPE html>/);
    expect(second).toBe(csv.content.toString());
  });

  it('is unknown to the bot in a channel without it', async () => {
    await double.hands.type(ada, { channel: 'C0RANDOM001' }, 'here', [csv]);
    const id = double.messages('C0RANDOM001')[0]?.files?.[0]?.id ?? '';

    const answer = await info(id);

    expect(answer['error']).toBe('file_not_found');
  });

  it('is seen by its owner and by people of its channel', async () => {
    const { id } = await sent();

    const hers = double.file(id, ada);
    const others = double.file(id, ben);

    expect(hers).toMatchObject({ name: csv.name });
    expect(Buffer.from(hers?.content ?? []).toString()).toBe(csv.content.toString());
    expect(others).toBeUndefined();
  });

  it('from another workspace tells nothing before files.info', async () => {
    double.faults.fileMode('check_file_info');
    const stub = await sent();

    const { file } = (await info(stub.id)) as unknown as { file: Told };

    expect(stub).toMatchObject({ mode: 'file_access', file_access: 'check_file_info', created: 0 });
    expect(stub.url_private_download).toBeUndefined();
    expect(file).toMatchObject({ name: csv.name, size: 20 });
  });

  it('may be gone, hidden, elsewhere, or not yet taken in', async () => {
    double.faults.fileMode('tombstone');
    const gone = await sent();
    double.faults.fileMode('hidden_by_limit');
    const hidden = await sent();
    double.faults.fileMode('external');
    const elsewhere = await sent();
    double.faults.fileMode('late_details');
    const late = await sent();
    const answers = [
      await info(gone.id),
      await info(hidden.id),
      await info(elsewhere.id),
      await info(late.id),
      await info(late.id),
    ];

    expect(gone['mode']).toBe('tombstone');
    expect(answers).toMatchObject([
      { error: 'file_deleted' },
      { file: { mode: 'hidden_by_limit' } },
      { file: { mode: 'external', is_external: true, external_type: 'gdrive' } },
      { file: { name: csv.name } },
      { file: { size: 20, mimetype: 'text/csv' } },
    ]);
    expect(answers[1]).not.toHaveProperty('file.url_private_download');
    expect(answers[2]).not.toHaveProperty('file.url_private_download');
    expect(answers[3]).not.toHaveProperty('file.size');
  });
});

describe('a file from the bot', () => {
  async function upload(length: number, content: string): Promise<{ id: string; status: number }> {
    const { upload_url, file_id } = await call(double, 'files.getUploadURLExternal', { filename: 'log.csv', length });
    const { status } = await fetch(String(upload_url), { method: 'POST', body: content });
    return { id: String(file_id), status };
  }

  it('appears in its thread', async () => {
    const { ts } = await call(double, 'chat.postMessage', { channel: general, text: 'Card' });
    const { id } = await upload(4, 'a,b\n');

    const answer = await call(double, 'files.completeUploadExternal', {
      files: [{ id, title: 'Log' }],
      channel_id: general,
      thread_ts: ts,
      initial_comment: 'The log',
    });
    await vi.waitFor(() => expect(double.messages(general)).toHaveLength(2), 10_000);

    expect(answer).toMatchObject({ ok: true, files: [{ id, title: 'Log' }] });
    expect(double.messages(general)[1]).toMatchObject({
      text: 'The log',
      threadTs: ts,
      files: [{ id, name: 'log.csv', size: 4 }],
    });
    expect(Buffer.from(double.file(id, ben)?.content ?? []).toString()).toBe('a,b\n');
  });

  it('needs exactly the bytes that were announced, and a place where the bot is', async () => {
    const short = await upload(5, 'a,b\n');
    const right = await upload(4, 'a,b\n');

    const incomplete = await call(double, 'files.completeUploadExternal', {
      files: [{ id: short.id }],
      channel_id: general,
    });
    const outside = await call(double, 'files.completeUploadExternal', {
      files: [{ id: right.id }],
      channel_id: 'C0RANDOM001',
    });
    const empty = await call(double, 'files.getUploadURLExternal', { filename: 'log.csv', length: 0 });

    expect(short.status).toBe(400);
    expect(incomplete['error']).toBe('file_not_found');
    expect(outside['error']).toBe('not_in_channel');
    expect(empty['error']).toBe('invalid_arguments');
  });
});
