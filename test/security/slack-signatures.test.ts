import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onboarding, rosa } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const FORM = 'application/x-www-form-urlencoded';
const now = () => Math.floor(Date.now() / 1000);

type Sent = { body: string; headers?: Record<string, string>; at?: number; secret?: string; type?: string };

/** As Slack signs it: docs.slack.dev, "Verifying requests from Slack". */
function signed({ body, at = now(), secret = 'test-signing-secret' }: Sent): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` };
}

async function post(sent: Sent): Promise<number> {
  const { body, headers = signed(sent), type = FORM } = sent;
  const answer = await fetch(`${house.muster.url}/slack/events`, {
    ...{ method: 'POST', body, headers: { 'content-type': type, ...headers } },
  });
  return answer.status;
}

/** A command of the owner's that leaves a trace. */
const order = (value: number, triggerId = randomUUID()) =>
  new URLSearchParams({
    ...{ command: '/muster', text: `settings run.max-records ${value}`, user_id: rosa, team_id: 'T0MUSTER' },
    ...{ channel_id: onboarding, trigger_id: triggerId, response_url: `${house.slack.url}/responses/none` },
  }).toString();

const traces = async () => ({
  events: await house.db.inboundEvent.count(),
  settings: await house.db.setting.findMany(),
  audited: await house.db.auditEntry.count(),
});

async function until(look: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await pause(20)) if (await look()) return;
  throw new Error('It never came true');
}

describe('a request that Slack did not sign', () => {
  const body = 'command=%2Fmuster&text=settings+run.max-records+666&user_id=U0ROSA&channel_id=C0ONBOARD&trigger_id=1';
  const good = () => signed({ body });
  const forged: [string, () => Sent][] = [
    ['has no signature', () => ({ body, headers: { 'x-slack-request-timestamp': String(now()) } })],
    ['has no time', () => ({ body, headers: { 'x-slack-signature': good()['x-slack-signature'] ?? '' } })],
    ['has no headers at all', () => ({ body, headers: {} })],
    ['is signed with another secret', () => ({ body, secret: 'guess' })],
    ['is signed with no secret', () => ({ body, headers: signed({ body, secret: '' }) })],
    ['has another body than was signed', () => ({ body: `${body}&x=1`, headers: good() })],
    ['has another time than was signed', () => ({ body, headers: { ...good(), 'x-slack-request-timestamp': '1' } })],
    ['is older than five minutes', () => ({ body, at: now() - 301 })],
    ['has a time that is none', () => ({ body, headers: { ...good(), 'x-slack-request-timestamp': 'soon' } })],
    ['has an empty signature', () => ({ body, headers: { ...good(), 'x-slack-signature': '' } })],
    ['has a version and no signature', () => ({ body, headers: { ...good(), 'x-slack-signature': 'v0=' } })],
    [
      'claims another version of signing',
      () => ({
        body,
        headers: { ...good(), 'x-slack-signature': (good()['x-slack-signature'] ?? '').replace('v0', 'v1') },
      }),
    ],
    ['is not a form', () => ({ body: '{"type":"event_callback"}', headers: {}, type: 'application/json' })],
    ['is of several parts', () => ({ body, headers: {}, type: 'multipart/form-data; boundary=x' })],
    ['is text', () => ({ body, headers: {}, type: 'text/plain' })],
    ['names a payload twice', () => ({ body: 'payload={}&payload={}', headers: {} })],
  ];

  it.each(forged)('is refused and leaves no trace when it %s', async (_, make) => {
    const before = await traces();

    expect(await post(make())).toBe(401);

    expect(await traces()).toEqual(before);
  });

  it('is refused whichever letter of its signature was changed', async () => {
    const { 'x-slack-signature': signature = '', ...time } = good();
    const changed = Array.from(signature.slice(3), (letter, i) => {
      const other = letter === '0' ? '1' : '0';
      return `v0=${signature.slice(3, 3 + i)}${other}${signature.slice(4 + i)}`;
    });

    const answers = await Promise.all(
      changed.map((one) => post({ body, headers: { ...time, 'x-slack-signature': one } })),
    );

    expect(new Set(answers)).toEqual(new Set([401]));
  });

  it('smuggles nothing in with a check of the certificate, which Slack does not sign', async () => {
    const before = await traces();
    const payload = encodeURIComponent(JSON.stringify({ type: 'block_actions', user: { id: rosa } }));

    expect(await post({ body: `ssl_check=1&${order(666)}&payload=${payload}`, headers: {} })).toBe(200);

    await pause(200);
    expect(await traces()).toEqual(before);
  });

  it.each([
    ['says how long it is', false],
    ['does not', true],
  ])('is not read to its end when it is over 1 MB and %s', async (_, chunked) => {
    const body = 'x'.repeat(1_100_000);
    const size = chunked
      ? `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n`
      : `Content-Length: ${body.length}\r\n\r\n`;

    const answer = await speak(`POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\n${size}${body}`);

    expect(answer).toMatch(/^HTTP\/1\.1 413/);
  });

  it.each([
    ['a deep one', () => '['.repeat(900_000)],
    ['a broad one', () => `{${Array.from({ length: 60_000 }, (_, i) => `"${i}":[]`).join(',')}}`],
    ['one of many fields', () => 'a=1&'.repeat(220_000)],
  ])('holds nobody up with JSON or a form that is a bomb: %s', async (_, bomb) => {
    const body = bomb();
    const begun = performance.now();

    const answers = await Promise.all([
      post({ body, headers: {}, type: 'application/json' }),
      post({ body, headers: {} }),
    ]);

    expect(answers).toEqual([401, 401]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

/** What a server says to these very bytes, up to its first pause. */
function speak(bytes: string): Promise<string> {
  const { port } = new URL(house.muster.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.once('data', (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('a request that Slack signed', () => {
  it('counts once, however often it is played again', async () => {
    const body = order(71);
    const sent = { body, headers: signed({ body }) };
    const before = await house.db.auditEntry.count({ where: { action: 'setting-changed' } });

    expect(await Promise.all([post(sent), post(sent), post(sent)])).toEqual([200, 200, 200]);
    await until(async () => (await house.db.setting.count({ where: { value: '71' } })) === 1);
    await post({ body: order(72) });
    await until(async () => (await house.db.setting.count({ where: { value: '72' } })) === 1);
    await post(sent);
    await pause(300);

    expect(await house.db.setting.findMany({ select: { value: true } })).toEqual([{ value: '72' }]);
    expect(await house.db.auditEntry.count({ where: { action: 'setting-changed' } })).toBe(before + 2);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is not taken by %s', async (method) => {
    const answer = await fetch(`${house.muster.url}/slack/events`, { method });

    expect(answer.status).toBe(404);
  });

  it.each(['/slack', '/slack/events/', '/slack/events/x', '/slack/Events', '/slack/install', '/api/messages'])(
    'is not taken at %s',
    async (path) => {
      const body = order(666);
      const answer = await fetch(house.muster.url + path, {
        ...{ method: 'POST', body, headers: { 'content-type': FORM, ...signed({ body }) } },
      });

      expect(answer.status).toBe(404);
    },
  );
});

it('answers an address that only looks like ours at once, however long it is', async () => {
  const query = 'a-'.repeat(7_500);

  const answer = await fetch(`${house.muster.url}/%73lack/events?${query}`, { method: 'POST', body: '{}' });

  expect(answer.status).toBe(404);
});
