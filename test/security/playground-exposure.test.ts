import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDatabase, type TestDatabase } from '../harness/database.ts';
import { type Muster, startMuster } from '../harness/muster.ts';

let database: TestDatabase;
let muster: Muster;
beforeAll(async () => {
  database = await makeDatabase();
  const SECRET_KEY = Buffer.alloc(32, 5).toString('base64');
  muster = await startMuster({ DATABASE_URL: database.url, SECRET_KEY, HOST: '0.0.0.0' });
}, 60_000);
afterAll(async () => {
  await muster.stop();
  await database.drop();
});

type Asked = { from?: string; method?: string; headers?: Record<string, string> };

/** Asks at an address of this machine; `from` is the one that the answer goes back to. */
function ask(
  path: string,
  { from = '127.0.0.1', method = 'GET', headers = {} }: Asked = {},
): Promise<[number, string]> {
  const { port } = new URL(muster.url);
  return new Promise((resolve, reject) => {
    const own = { host: `127.0.0.1:${port}`, 'content-type': 'application/json', ...headers };
    const sent = request({ host: from, port, path, method, headers: own }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

const routes: [string, string][] = [
  ['GET', '/playground'],
  ['GET', '/playground/'],
  ['HEAD', '/playground'],
  ['GET', '/playground/state'],
  ['GET', '/playground/live'],
  ['POST', '/playground/act'],
  ['POST', '/playground/teams/act'],
  ['GET', '/playground/teams/files/F1?person=U0ROSA'],
  ['GET', '/playground/assets/page.js'],
  ['GET', '/playground/files/F1'],
  ['GET', '/playground/mails/1'],
  ['GET', '/playground/mails/1/text'],
  ['GET', '/playground/sample.csv'],
];

describe.skipIf(!outside)('a process that listens to the whole network', () => {
  it.each(routes)('answers no %s %s that comes from there, whatever host it names', async (method, path) => {
    for (const host of ['127.0.0.1', 'localhost:3000', '[::1]', `${outside}:80`]) {
      const [status, text] = await ask(path, { method, headers: { host }, ...(outside && { from: outside }) });

      expect(status).toBe(403);
      expect(text).not.toContain('Acme Capital');
    }
  });
});

it.each([
  '/playground/assets/..%2f..%2f..%2fpackage.json',
  '/playground/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '/playground/assets/..%5c..%5cpackage.json',
  '/playground/assets/%2fetc%2fpasswd',
  '/playground/assets/page.js%00.css',
  '/playground/assets/__proto__',
  '/playground/assets/constructor',
  '/playground/assets/..',
  '/playground/files/..%2f..%2fsecret-key?person=U0ROSA',
  '/playground/files/__proto__?person=U0ROSA',
  '/playground/files/toString?person=U0ROSA',
  '/playground/teams/files/__proto__?person=U0ROSA',
  '/playground/teams/files/..%2f..%2fsecret-key?person=U0ROSA',
  '/playground/teams/files/F1?person=__proto__',
  '/playground/mails/..%2f..%2fsecret-key',
  '/playground/mails/__proto__',
  '/playground/../package.json',
  '/playground/state?person=__proto__',
  '/playground/state?person=constructor',
])('has nothing at %s', async (path) => {
  const [status, text] = await ask(path);

  expect(status).toBe(404);
  expect(text).not.toMatch(/"dependencies"|root:|Acme Capital/);
});

it.each([
  ['a name that leads here', 'playground.evil.test'],
  ['this machine’s name in another zone', '127.0.0.1.evil.test'],
  ['two hosts', '127.0.0.1, evil.test'],
  ['a user', '127.0.0.1@evil.test'],
  ['a number', '2130706433'],
])('answers under no other name: %s', async (_, host) => {
  expect((await ask('/playground/state', { headers: { host } }))[0]).toBe(403);
});
