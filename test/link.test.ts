import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hangLinkPage } from '#bot/link/routes.ts';
import { linkTokenHash } from '#core/secrets.ts';
import { aDraft, set } from './harness/builders/runs.ts';
import { makeWorld, type World } from './harness/world.ts';

const app = Fastify();
let world: World;
const tokens = { valid: token('v'), expired: token('e'), unknown: token('u') };

beforeAll(async () => {
  world = await makeWorld();
  await hangLinkPage(app, world);
  const run = await aDraft(world, 2);
  const [first, second] = await world.db.invitation.findMany({ where: { runId: run.id } });
  await issue(first?.id ?? '', tokens.valid, '1 day');
  await issue(second?.id ?? '', tokens.expired, '-1 minute');
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const open = (path: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => app.inject({ method, url: `/link/${path}` });

it('names the company, who invites and the masked number', async () => {
  const page = await open(tokens.valid);

  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Acme Capital invites you');
  expect(page.body).toContain('Ana');
  expect(page.body).toMatch(/\+44•+\d{4}/);
  expect(page.body).not.toMatch(/\+4474\d{8}/);
});

it('shows the picture of the company, and lets nothing else be loaded', async () => {
  await set(world, 'company.logo', 'https://cdn.acme.test/logo.svg?a=1&b=2');

  const page = await open(tokens.valid);
  const closed = await open(tokens.expired);

  expect(page.body).toContain('<img class="logo" src="https://cdn.acme.test/logo.svg?a=1&amp;b=2" alt="">');
  expect(page.headers['content-security-policy']).toMatch(/; img-src https:\/\/cdn\.acme\.test; base-uri 'none'/);
  expect(closed.body).not.toContain('<img');
  expect(closed.headers['content-security-policy']).not.toContain('img-src');
  await set(world, 'company.logo', 'default');
});

it('shows one and the same page for every link that does not work', async () => {
  const expired = await open(tokens.expired);
  const unknown = await open(tokens.unknown);
  const nonsense = await open('..%2f..%2fetc%2fpasswd');

  expect([expired.statusCode, unknown.statusCode, nonsense.statusCode]).toEqual([410, 404, 404]);
  expect(new Set([expired.body, unknown.body, nonsense.body]).size).toBe(1);
});

it('tells browsers and robots to keep nothing, follow nothing and load nothing', async () => {
  for (const path of Object.values(tokens)) {
    const { headers } = await open(path);

    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
      'x-robots-tag': expect.stringContaining('noindex'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  }
});

it('changes nothing when it is looked at, and takes nothing but looks', async () => {
  const before = await everything();

  for (let look = 0; look < 5; look++) await open(tokens.valid);
  const head = await open(tokens.valid, 'HEAD');
  const post = await open(tokens.valid, 'POST');

  expect([head.statusCode, head.body, post.statusCode]).toEqual([200, '', 404]);
  expect(await everything()).toEqual(before);
});

it('shows a page and no inner error while the database is away', async () => {
  const broken = Fastify();
  await hangLinkPage(broken, {
    db: new Proxy(world.db, { get: () => () => Promise.reject(new Error('secret cause')) }),
  });

  const page = await broken.inject({ url: `/link/${tokens.valid}` });

  expect(page.statusCode).toBe(503);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.body).toContain('Your link stays good');
  expect(page.body).not.toContain('secret cause');
  await broken.close();
});

function token(letter: string): string {
  return letter.repeat(43);
}

async function issue(invitationId: string, token: string, valid: string): Promise<void> {
  await world.db.$executeRaw`
    INSERT INTO link_token (hash, company_id, invitation_id, version, expires_at)
    VALUES (${linkTokenHash(token)}, ${world.companyId}::uuid, ${invitationId}::uuid, 1, now() + ${valid}::interval)`;
}

const everything = async () =>
  JSON.stringify(
    [await world.db.invitation.findMany(), await world.db.channelLink.findMany(), await world.db.auditEntry.count()],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
