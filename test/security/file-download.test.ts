import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFiles } from '#bot/platforms/slack/files.ts';

const token = 'xoxb-only-for-slack';
const real = 'https://slack.com/api/';

/** Every request that leaves this process, as the HTTP client itself announces it. */
type Left = { origin: string; path: string; headers: string };
let left: Left[];
const note = (message: unknown) => {
  const { request } = message as { request: { origin: string; path: string; headers: unknown } };
  left.push({ origin: String(request.origin), path: request.path, headers: String(request.headers) });
};

let servers: Server[];
beforeEach(() => {
  left = [];
  servers = [];
  subscribe('undici:request:create', note);
});
afterEach(async () => {
  unsubscribe('undici:request:create', note);
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

/** A Slack whose files.info tells of this file; `home` is the API base that Muster is set to. */
async function filesOf(file: (base: string) => object, download: RequestListener = () => {}, home?: string) {
  let base = '';
  base = await serve((request, response) => {
    if (!request.url?.startsWith('/api/')) return download(request, response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, file: { mode: 'hosted', size: 5, ...file(base) } }));
  });
  const client = new WebClient(token, { slackApiUrl: `${base}/api/`, retryConfig: { retries: 0 } });
  return { files: makeFiles(client, { apiUrl: home ?? `${base}/api/`, token: async () => token }), base };
}

const upload = { fileId: 'F1' };
const downloads = () => left.filter(({ path }) => !path.startsWith('/api/'));

const elsewhere = [
  'http://files.slack.com/x.csv',
  'https://files.slack.com:8443/x.csv',
  'https://files.slack.com.evil.test/x.csv',
  'https://files.slack.com%2eevil.test/x.csv',
  'https://files.slack.com%00.evil.test/x.csv',
  'https://files.slack.com./x.csv',
  'https://evilfiles.slack.com/x.csv',
  'https://a.files.slack.com/x.csv',
  'https://slack.com/api/api.test',
  'https://evil.test/files.slack.com/x.csv',
  'https://evil.test\\.files.slack.com/x.csv',
  'https://evil.test#@files.slack.com/x.csv',
  'https://evil.test?@files.slack.com/x.csv',
  'https://files.slack.com@evil.test/x.csv',
  'https://files.slack.com:443@evil.test/x.csv',
  'https://files.slack.com%40evil.test/x.csv',
  'https://user@files.slack.com/x.csv',
  'https://user:password@files.slack.com/x.csv',
  'https://:password@files.slack.com/x.csv',
  '//files.slack.com/x.csv',
  'files.slack.com/x.csv',
  'https:evil.test/x.csv',
  ' \thttps://evil.test/x.csv',
  'ftp://files.slack.com/x.csv',
  'ws://files.slack.com/x.csv',
  'file:///etc/passwd',
  'data:text/csv,email',
  'blob:https://files.slack.com/x.csv',
  'https://127.0.0.1/x.csv',
  'https://127.1/x.csv',
  'https://2130706433/x.csv',
  'https://0x7f.0.0.1/x.csv',
  'https://[::1]/x.csv',
  'https://[::ffff:127.0.0.1]/x.csv',
  'https://[::ffff:7f00:1]/x.csv',
  'https://169.254.169.254/latest/meta-data/',
  'https://localhost/x.csv',
  'https://xn--files-slack-com.test/x.csv',
  // A Cyrillic і, a wide dot, a wide slash, a zero-width space before another end of the name.
  'https://f\u0456les.slack.com/x.csv',
  'https://files\u3002slack\u3002com\u3002evil.test/x.csv',
  'https://evil.test\uff0ffiles.slack.com/x.csv',
  'https://files.slack.com\u200b.evil.test/x.csv',
  'HTTPS://FILES.SLACK.COM.EVIL.TEST/x.csv',
  'HTTP://FILES.SLACK.COM/x.csv',
  'https://files.slack.com:80/x.csv',
  'https://files.slack.com%252eevil.test/x.csv',
  'https://files.slack.com%2f@evil.test/x.csv',
  'https://0177.0.0.1/x.csv',
  'https://0/x.csv',
  'https://[::]/x.csv',
  'https://[fe80::1]/x.csv',
  'gopher://files.slack.com/x.csv',
  'javascript:fetch("https://evil.test")',
  '///evil.test/x.csv',
  '\\\\evil.test\\x.csv',
  '',
];

it.each(elsewhere)('asks nobody for %j', async (address) => {
  const { files } = await filesOf(() => ({ url_private_download: address }), undefined, real);

  expect(await files.fetch(upload, 1_000)).toEqual({ code: 'FILE_GONE' });

  expect(downloads()).toEqual([]);
});

it.each([
  ['another port', (base: string) => `${base.slice(0, -1)}${(Number(base.at(-1)) + 1) % 10}/x.csv`],
  ['another name of this machine', (base: string) => `${base.replace('127.0.0.1', 'localhost')}/x.csv`],
  ['another address of this machine', (base: string) => `${base.replace('127.0.0.1', '127.0.0.2')}/x.csv`],
  ['https in its place', (base: string) => `${base.replace('http:', 'https:')}/x.csv`],
  ['a user', (base: string) => `${base.replace('//', '//user@')}/x.csv`],
  ['itself as the user of another host', (base: string) => `${base}@evil.test/x.csv`],
  ['Slack’s own host', () => 'https://files.slack.com/x.csv'],
])('asks only the host of the API that is set: not %s', async (_, address) => {
  const { files } = await filesOf((base) => ({ url_private_download: address(base) }));

  expect(await files.fetch(upload, 1_000)).toEqual({ code: 'FILE_GONE' });

  expect(downloads()).toEqual([]);
});

it.each([
  { is_external: true },
  { mode: 'external' },
  { mode: 'tombstone' },
  { mode: 'hidden_by_limit' },
  { mode: 'snippet' },
])('asks nobody for a file that Slack does not hold: %j', async (what) => {
  const { files } = await filesOf((base) => ({ url_private_download: `${base}/x.csv`, ...what }));

  expect(await files.fetch(upload, 1_000)).toEqual({ code: 'FILE_GONE' });

  expect(downloads()).toEqual([]);
});

it('sends its token with the one request that is right', async () => {
  const { files, base } = await filesOf(
    (own) => ({ url_private_download: `${own}/x.csv` }),
    (_, response) => response.end('email'),
  );

  expect(String(await files.fetch(upload, 1_000))).toBe('email');

  expect(downloads()).toMatchObject([{ origin: base, path: '/x.csv' }]);
});

it('knows forty addresses at the least that are not Slack’s', () => {
  expect(new Set(elsewhere).size).toBeGreaterThanOrEqual(40);
});

/** A server that nobody may speak to, with what it heard. */
async function evilServer() {
  const heard: string[] = [];
  const address = await serve((request, response) => {
    heard.push(JSON.stringify(request.headers));
    response.end('email');
  });
  return { heard, address };
}

/** Where Slack's own file host sends us on to. */
const onwards: [string, (evil: string, own: string) => string][] = [
  ['another server', (evil) => `${evil}/x.csv`],
  ['another server without its protocol', (evil) => `${evil.slice('http:'.length)}/x.csv`],
  ['another server by its name', (evil) => `${evil.replace('127.0.0.1', 'localhost')}/x.csv`],
  ['another server with a user', (evil) => `${evil.replace('//', '//files.slack.com@')}/x.csv`],
  ['another server by backslashes', (evil) => `${evil.slice('http:'.length).replaceAll('/', '\\\\')}/x.csv`],
  ['itself, which sends on', (_, own) => `${own}/next`],
  ['a path of its own, which sends on', () => '/next'],
  ...elsewhere.map((address): [string, () => string] => [`to ${JSON.stringify(address)}`, () => encodeURI(address)]),
];

describe.each([301, 302, 303, 307, 308])('a redirect (%i)', (status) => {
  it.each(onwards)('is not followed, so that the token stays here: %s', async (_, onward) => {
    const evil = await evilServer();
    let own = '';
    const { files, base } = await filesOf(
      (address) => ({ url_private_download: `${address}/x.csv` }),
      ({ url }, response) =>
        response.writeHead(status, { location: url === '/next' ? evil.address : onward(evil.address, own) }).end(),
    );
    own = base;

    expect(await files.fetch(upload, 1_000)).toEqual({ code: 'FILE_GONE' });

    expect(evil.heard).toEqual([]);
    expect(downloads()).toMatchObject([{ origin: base, path: '/x.csv' }]);
  });
});

it('shows its token to nobody else, whatever was asked for', async () => {
  const evil = await evilServer();
  for (const address of [`${evil.address}/x.csv`, `${evil.address}/files.slack.com/x.csv`]) {
    const { files } = await filesOf(() => ({ url_private_download: address }), undefined, real);
    expect(await files.fetch(upload, 1_000)).toEqual({ code: 'FILE_GONE' });
  }

  expect(evil.heard).toEqual([]);
  const api = left.filter(({ path }) => path.startsWith('/api/'));
  expect(left.filter(({ headers }) => headers.includes(token))).toEqual(api);
});

describe('a file that is larger than it may be', () => {
  const limit = 10_000;

  it('is not asked for when Slack says so', async () => {
    const { files } = await filesOf((base) => ({ url_private_download: `${base}/x.csv`, size: limit + 1 }));

    expect(await files.fetch(upload, limit)).toEqual({ code: 'FILE_TOO_LARGE', limit });

    expect(downloads()).toEqual([]);
  });

  it('is left in the middle when nobody said how long it is', async () => {
    let sent = 0;
    let closed: Promise<unknown> | undefined;
    const { files } = await filesOf(
      (base) => ({ url_private_download: `${base}/x.csv` }),
      (_, response) => {
        const more = setInterval(() => {
          sent += 1_000;
          response.write(Buffer.alloc(1_000));
        }, 1);
        closed = once(response, 'close').finally(() => clearInterval(more));
      },
    );

    expect(await files.fetch(upload, limit)).toEqual({ code: 'FILE_TOO_LARGE', limit });

    await closed;
    expect(sent).toBeLessThan(limit * 20);
  });

  it('is measured as it comes out when it was packed', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { files } = await filesOf(
      (base) => ({ url_private_download: `${base}/x.csv`, size: 5 }),
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );

    expect(await files.fetch(upload, limit)).toEqual({ code: 'FILE_TOO_LARGE', limit });

    expect(bomb.length).toBeLessThan(limit * 3);
  });
});

it.each([{}, { fileId: '' }, { fileId: ['F1'] }, { fileId: { toString: 'F1' } }, null, 'https://evil.test/x.csv'])(
  'knows a file by its id alone, not by %j',
  async (given) => {
    const { files } = await filesOf((base) => ({ url_private_download: `${base}/x.csv` }));

    await expect(files.fetch(given, 1_000)).rejects.toThrow();

    expect(left).toEqual([]);
  },
);
