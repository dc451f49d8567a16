import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { ada, adaDirect, bot, general, startSlack } from './slack-world.ts';

let double: SlackDouble;
let app: App;
let server: Server;
/** The app takes requests, but does not answer in time. */
let asleep: boolean;

beforeEach(async () => {
  double = await startSlack({ deadlines: { ack: 2000, trigger: 60_000, eventRetries: [0, 30, 30] } });
  const receiver = new HTTPReceiver({ signingSecret: bot.signingSecret, logLevel: LogLevel.ERROR });
  app = new App({
    token: bot.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: double.apiUrl },
  });
  asleep = false;
  server = createServer((request, response) => {
    if (asleep) setTimeout(() => response.end(), 2500);
    else receiver.requestListener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  double.deliverTo(`http://127.0.0.1:${port}/slack/events`);
});

afterEach(async () => {
  await double.stop();
  server.closeAllConnections();
  server.close();
});

const importDialog: ModalView = {
  type: 'modal',
  callback_id: 'import',
  title: { type: 'plain_text', text: 'Import' },
  submit: { type: 'plain_text', text: 'Check' },
  blocks: [
    {
      type: 'input',
      block_id: 'file',
      label: { type: 'plain_text', text: 'CSV' },
      element: { type: 'file_input', action_id: 'file', filetypes: ['csv'], max_files: 1 },
    },
  ],
};

const card = (button: boolean): KnownBlock[] => [
  { type: 'section', text: { type: 'mrkdwn', text: button ? '2 people' : 'sent' } },
  ...(button
    ? [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'send', value: 'r_1', text: { type: 'plain_text', text: 'Send' } }],
        } satisfies KnownBlock,
      ]
    : []),
];

it('carries a Bolt app from a command to a results file in the thread', async () => {
  let downloaded = '';
  app.command('/muster', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: importDialog });
  });
  app.view('import', async ({ ack, view, client }) => {
    await ack();
    const id = view.state.values['file']?.['file']?.files?.[0]?.id ?? '';
    const { file } = await client.files.info({ file: id });
    const response = await fetch(file?.url_private_download ?? '', {
      headers: { authorization: `Bearer ${bot.botToken}` },
    });
    downloaded = await response.text();
    await client.chat.postMessage({ channel: general, text: 'A run of 2 people', blocks: card(true) });
  });
  app.action('send', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message) return;
    const { ts } = body.message;
    await client.chat.update({ channel: general, ts, text: 'Sent', blocks: card(false) });
    await client.chat.postMessage({ channel: general, thread_ts: ts, text: 'Done' });
    await client.filesUploadV2({ channel_id: general, thread_ts: ts, filename: 'results.csv', content: 'a,b\n1,2\n' });
  });

  await double.hands.type(ada, { channel: general }, '/muster import');
  await vi.waitFor(() => expect(double.snapshot(ada).modal).toBeDefined(), 10_000);
  const modal = double.snapshot(ada).modal;
  await double.hands.submit(
    ada,
    modal?.id ?? '',
    {},
    { file: [{ name: 'people.csv', content: Buffer.from('email\n') }] },
  );
  await vi.waitFor(() => expect(double.messages(general)).toHaveLength(1), 10_000);
  await double.hands.press(ada, { channel: general, ts: double.messages(general)[0]?.ts ?? '' }, 'send');
  await vi.waitFor(() => expect(double.messages(general)).toHaveLength(3), 10_000);

  const [root, reply, results] = double.messages(general);
  expect(downloaded).toBe('email\n');
  expect(root).toMatchObject({ text: 'Sent', edited: true });
  expect(root?.blocks).toHaveLength(1);
  expect(reply).toMatchObject({ text: 'Done', threadTs: root?.ts });
  expect(results).toMatchObject({ threadTs: root?.ts, files: [{ name: 'results.csv', size: 8 }] });
  expect(double.snapshot(ada)).toMatchObject({ complaints: [] });
  expect(double.snapshot(ada).modal).toBeUndefined();
  expect(double.violations()).toEqual([]);
});

it('hears direct messages and their files', async () => {
  const heard: unknown[] = [];
  app.message(async ({ message, say }) => {
    heard.push(message);
    await say('Thank you');
  });

  await double.hands.type(ada, { channel: adaDirect }, 'here', [
    { name: 'people.csv', content: Buffer.from('email\n') },
  ]);
  await vi.waitFor(() => expect(double.messages(adaDirect)).toHaveLength(2), 10_000);

  expect(heard).toMatchObject([
    { subtype: 'file_share', files: [{ name: 'people.csv', size: 6, mimetype: 'text/csv' }] },
  ]);
});

it('brings an event again that the app did not take in time', async () => {
  const heard: unknown[] = [];
  app.event('app_home_opened', async ({ body, context }) => {
    heard.push([body.event_id, context.retryNum, context.retryReason]);
  });
  asleep = true;
  await double.hands.openHome(ada);
  asleep = false;
  await vi.waitFor(() => expect(heard).toHaveLength(1), 10_000);

  expect(heard).toEqual([[expect.stringMatching(/^Ev/), 1, 'http_timeout']]);
});

it('complains to the person when the app acknowledges too late', async () => {
  app.command('/muster', async ({ ack }) => {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await ack();
  });
  app.error(async () => {});

  await double.hands.type(ada, { channel: general }, '/muster help');

  expect(double.snapshot(ada).complaints).toEqual(['/muster failed with the error "operation_timeout"']);
});

it('shows what a Bolt app answers with ack, respond and errors', async () => {
  app.command('/muster', async ({ ack, respond, client, command }) => {
    await ack('One moment');
    await respond({ text: 'Here', response_type: 'ephemeral' });
    await client.views.open({ trigger_id: command.trigger_id, view: importDialog });
  });
  app.view('import', async ({ ack }) => ack({ response_action: 'errors', errors: { file: 'Not a list' } }));

  await double.hands.type(ada, { channel: general }, '/muster import');
  await vi.waitFor(() => expect(double.snapshot(ada).modal).toBeDefined(), 10_000);
  const id = double.snapshot(ada).modal?.id ?? '';
  await double.hands.submit(ada, id, {}, { file: [{ name: 'people.csv', content: Buffer.from('x') }] });

  expect(double.messages(general)).toMatchObject([
    { text: 'One moment', onlyFor: ada },
    { text: 'Here', onlyFor: ada },
  ]);
  expect(double.snapshot(ada).modal?.errors).toEqual({ file: 'Not a list' });
});

it('waits out a rate limit as the client does', async () => {
  double.faults.next('chat.postMessage', { retryAfter: 1 });

  const answer = await app.client.chat.postMessage({ channel: general, text: 'Hello' });

  expect(answer.ok).toBe(true);
  const posts = double.calls().filter((one) => one.method === 'chat.postMessage');
  expect(posts.map((one) => one.error)).toEqual(['ratelimited', undefined]);
});
