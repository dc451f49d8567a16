import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenIn } from '../harness/builders/jobs.ts';
import { rosa } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from '../journeys/lists.ts';

let house: House;
let tokens: string[];
beforeAll(async () => {
  house = await openHouse({ LOG_LEVEL: 'trace' });
  await house.chat.importList(rosa, goodList(4, 'links.csv'));
  await house.chat.press(rosa, await house.chat.message(rosa, 'Check this list', 'links.csv'), 'apply');
  const applied = await house.chat.message(rosa, 'List imported', 'links.csv');
  const draft = await house.chat.inviteFrom(rosa, applied, 'links.csv');
  await house.chat.press(rosa, draft, 'send');
  await house.chat.message(rosa, 'Completed: 4 people invited');
  tokens = house.sink.received().map(tokenIn);
  for (const [index, change] of ["expires_at = now() - interval '1 minute'", 'version = 0'].entries()) {
    await house.db.$executeRawUnsafe(
      `UPDATE link_token SET ${change} WHERE hash = $1`,
      createHash('sha256')
        .update(tokens[index] ?? '')
        .digest(),
    );
  }
  await house.db.$executeRaw`
    UPDATE member SET archived_at = now() FROM invitation i JOIN link_token t ON t.invitation_id = i.id
     WHERE member.id = i.member_id AND t.hash = ${createHash('sha256')
       .update(tokens[2] ?? '')
       .digest()}`;
}, 60_000);
afterAll(() => house.close());

let visitors = 0;
/** Somebody from an address of their own, as the proxy before us tells it. */
const visitor = () => ({ 'x-forwarded-for': `203.0.113.${++visitors % 250}` });

const ask = (path: string, method = 'GET', headers: Record<string, string> = visitor()) =>
  fetch(`${house.muster.url}/link/${path}`, { method, headers, redirect: 'manual' });
const page = async (path: string) => {
  const answer = await ask(path);
  return { status: answer.status, text: await answer.text() };
};
const guess = () => randomBytes(32).toString('base64url');

/** Everything in every table. */
async function everything(): Promise<string> {
  const tables = await house.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await house.db.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`,
      );
      return `${name}\n${rows.map(({ row }) => row).join('\n')}`;
    }),
  );
  return dumps.join('\n');
}

/** The same, once nothing moves any more. */
async function everythingAtRest(): Promise<string> {
  for (let before = await everything(); ; ) {
    await pause(500);
    const now = await everything();
    if (now === before) return now;
    before = now;
  }
}

it('says the same of a link that is unknown, expired, outdated or taken back: only the status differs', async () => {
  const [expired, outdated, archived] = await Promise.all(tokens.slice(0, 3).map(page));
  const unknown = await page(guess());

  expect([unknown.status, expired?.status, outdated?.status, archived?.status]).toEqual([404, 410, 410, 410]);
  expect(new Set([unknown.text, expired?.text, outdated?.text, archived?.text]).size).toBe(1);
});

it.each(['GET', 'HEAD'])('answers %s with the headers of our contract, whatever becomes of it', async (method) => {
  for (const token of [tokens[3] ?? '', tokens[0] ?? '', guess(), 'x', '..%2f..%2fetc%2fpasswd', '%00', "'--", '']) {
    const { headers } = await ask(token, method);

    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      ),
      'x-robots-tag': expect.stringMatching(/^noindex/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.get('set-cookie')).toBeNull();
  }
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
  const before = await everything();

  expect((await ask(tokens[3] ?? '', method)).status).toBe(404);

  expect(await everything()).toBe(before);
});

describe('a token', () => {
  it('is 256 bits of its own for everybody', () => {
    expect(new Set(tokens).size).toBe(4);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is not guessed', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(guess())));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('is good in no other form', async () => {
    const token = tokens[3] ?? '';
    const flipped = token.at(-1) === 'A' ? 'B' : 'A';
    const others = [
      token.toLowerCase(),
      token.slice(0, -1),
      token.slice(0, -1) + flipped,
      `${token}=`,
      `${token}A`,
      `%20${token}`,
      `${token}%00`,
      `${token}%0a`,
      createHash('sha256').update(token).digest('base64url'),
      createHash('sha256').update(token).digest('hex'),
    ];

    expect((await page(token)).status).toBe(200);
    for (const other of others) expect({ other, status: (await page(other)).status }).toEqual({ other, status: 404 });
  });

  it('rests nowhere: not in the database, not in the log of everything', async () => {
    const database = await everything();
    const log = house.muster.output();

    for (const token of tokens) {
      expect(database).not.toContain(token);
      expect(log).not.toContain(token);
    }
  });
});

describe('who is in a hurry', () => {
  const closed = async () => (await page(guess())).text;

  it('is put off after ten looks at a link, from wherever, in words and with a time', async () => {
    const token = guess();
    const looks: Response[] = [];
    for (let look = 0; look < 11; look++) looks.push(await ask(token));

    const last = looks.at(-1);
    expect(looks.map(({ status }) => status)).toEqual([...Array(10).fill(404), 429]);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(last?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(last?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await last?.text()).toContain('Your link stays good');
  });

  it('is put off after twenty links that do not work, and is let in with one that does', async () => {
    const me = visitor();
    const tries = Array.from({ length: 25 }, (_, i) => ask(['x', guess(), 'x/y/', ''][i % 4] ?? '', 'GET', me));

    const statuses = (await Promise.all(tries)).map(({ status }) => status);

    expect(statuses.filter((status) => status === 404)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await ask(guess(), 'POST', me)).status).toBe(429);
    expect((await ask(tokens[0] ?? '', 'GET', me)).status).not.toBe(404);
    expect((await ask(guess())).status).toBe(404);
  });

  it('cannot say that they are somebody else: only the last proxy is believed', async () => {
    const tries = Array.from({ length: 25 }, (_, i) =>
      ask(guess(), 'GET', { 'x-forwarded-for': `198.51.100.${i}, 192.0.2.7` }),
    );

    const statuses = (await Promise.all(tries)).map(({ status }) => status);

    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'])(
    'gets by %s one page for whatever is no link, and never what they asked for',
    async (method) => {
      const asked = [
        'zqsecret'.repeat(40),
        'zqsecret/',
        `${tokens[3]}/`,
        `${tokens[3]}/zqsecret`,
        'zqsecret%zz',
        '%E0%A4zqsecret',
        '%ff',
        '',
        '?zqsecret',
        'zqsecret?x=%zz',
        `${'a'.repeat(43)}/..%2f`,
      ];
      const expected = method === 'HEAD' ? '' : await closed();
      for (const path of asked) {
        const answer = await ask(path, method);

        expect({ path, status: answer.status }).toEqual({ path, status: 404 });
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(await answer.text()).toBe(expected);
      }
    },
  );

  it.each(['text/xml', 'application/json', 'multipart/form-data; boundary=x', ''])(
    'gets the same page for a body of the type %j',
    async (type) => {
      const answer = await fetch(`${house.muster.url}/link/${guess()}`, {
        ...{ method: 'POST', body: '{"zqsecret":', headers: { 'content-type': type, ...visitor() } },
      });

      expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 404, text: await closed() });
    },
  );

  it('reads nothing of what they asked for anywhere else either', async () => {
    for (const path of ['/zqsecret', '/link', '/LINK/zqsecret', '//link/zqsecret', '/%zzzqsecret', '/zqsecret%E0%A4']) {
      const answer = await fetch(house.muster.url + path, { headers: visitor() });

      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(await answer.text()).not.toContain('zqsecret');
    }
  });
});

it('shows nothing that would help who found the link: a masked number, no address', async () => {
  const { text } = await page(tokens[3] ?? '');

  expect(text).toMatch(/\+44•••••\d{4}/);
  expect(text).not.toMatch(/@|\+44\d{6}/);
  expect(text).not.toMatch(/<script|https?:/);
});

it('changes nothing, however often and by whomever it is looked at', async () => {
  const before = await everythingAtRest();

  const looks = Array.from({ length: 60 }, (_, i) => ask(tokens[i % 4] ?? '', i % 2 ? 'HEAD' : 'GET'));
  const answers = await Promise.all(looks);

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410, 429]));
  expect(await everything()).toBe(before);
});
