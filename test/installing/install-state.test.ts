import { afterEach, beforeEach, expect, it } from 'vitest';
import { browserOf, cookieFor, newBrowser } from '#bot/platforms/slack/install/cookie.ts';
import { beginState, takeState } from '#core/installations/install-state.ts';
import { openSecrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase, type TestDatabase } from '../harness/database.ts';

const secrets = openSecrets(Buffer.alloc(32, 1));
const browser = newBrowser();

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await makeDatabase();
  db = openPrisma(database.url, { poolSize: 3 });
});
afterEach(async () => {
  await db.$disconnect();
  await database.drop();
});

it('takes a state back once', async () => {
  const state = beginState(secrets, browser);

  const taken = [
    await takeState({ db, secrets }, { state, browser }),
    await takeState({ db, secrets }, { state, browser }),
  ];

  expect(taken).toEqual([undefined, 'used']);
});

it('takes none back after ten minutes', async () => {
  const state = beginState(secrets, browser);

  expect(await takeState({ db, secrets }, { state, browser }, Date.now() + 9 * 60_000)).toBeUndefined();
  expect(await takeState({ db, secrets }, { state, browser }, Date.now() + 11 * 60_000)).toBe('expired');
});

it('takes none back that another browser, another key or nobody began', async () => {
  const state = beginState(secrets, browser);
  const [nonce = '', until = '', proof = ''] = state.split('.');
  const others = [
    { state, browser: newBrowser() },
    { state: beginState(openSecrets(Buffer.alloc(32, 2)), browser), browser },
    { state: `${nonce}.${Number(until) + 600}.${proof}`, browser },
    { state: `${nonce.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))}.${until}.${proof}`, browser },
    { state: `${state}x`, browser },
    { state: '', browser },
  ];

  const taken = await Promise.all(others.map((other) => takeState({ db, secrets }, other)));

  expect(taken).toEqual(others.map(() => 'unknown'));
  expect(await db.inboundEvent.count()).toBe(0);
});

it('gives a browser a cookie for this host and https alone, and knows it again among others', () => {
  const cookie = cookieFor(browser, true);

  expect(cookie).toBe(`__Host-muster-install=${browser}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure`);
  expect(browserOf(`a=b; __Host-muster-install=${browser}; c=d`, true)).toBe(browser);
  expect(browserOf(`muster-install=${browser}`, true)).toBeUndefined();
  expect(browserOf('__Host-muster-install=short', true)).toBeUndefined();
  expect(browserOf(undefined, true)).toBeUndefined();
});
