import { request } from 'node:http';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASKER } from './page-fake.ts';
import { makePageWorld, type PageWorld } from './page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await makePageWorld();
});
afterAll(() => world.close());

type Ask = { method?: string; headers?: Record<string, string>; body?: string };

/** Plain HTTP, because `fetch` does not let one choose the Host header. */
function ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const sent = request(world.url + path, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask('/playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const typing = { act: 'type', person: ASKER.id, channel: 'C1', text: 'hello' };

describe('who may reach the playground', () => {
  it.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example', '[::2]'])(
    'refuses the Host %j',
    async (host) => {
      const answer = await ask('/playground', { headers: { host } });

      expect(answer.status).toBe(403);
      expect(answer.text).toContain('localhost');
    },
  );

  it.each(['localhost', 'localhost:4711', '127.0.0.1:80', '[::1]:3000'])('answers the Host %j', async (host) => {
    expect((await ask('/playground', { headers: { host } })).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1'])(
    'refuses orders from the origin %j',
    async (origin) => {
      expect((await post(typing, { origin })).status).toBe(403);
    },
  );

  it('takes orders from its own page', async () => {
    expect((await post(typing, { origin: world.url })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json'])(
    'refuses orders written in %j',
    async (type) => {
      expect((await post(typing, { 'content-type': type })).status).toBe(403);
    },
  );

  it('tells the browser to run and fetch nothing from elsewhere', async () => {
    const { headers } = await ask('/playground');

    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

describe('acting', () => {
  it('hands over files and answers with what the person now sees', async () => {
    const content = Buffer.from([0, 255, 10, 13]);

    const answer = await post({ ...typing, files: [{ name: 'a.bin', content: content.toString('base64') }] });

    const { state } = JSON.parse(answer.text);
    const [file] = state.snapshot.messages.at(-1).files;
    expect(file).toMatchObject({ name: 'a.bin', size: 4 });
    expect(world.slack.files.get(file.id)?.content).toEqual(content);
  });

  it.each([
    { ...typing, act: 'dance' },
    { ...typing, text: 7 },
    { ...typing, files: [{ name: 'a', content: '<b>' }] },
    { act: 'press', person: ASKER.id, on: {}, actionId: 'x' },
  ])('refuses what it does not understand: %j', async (act) => {
    expect((await post(act)).status).toBe(400);
  });

  it('knows nobody else', async () => {
    expect((await post({ ...typing, person: 'U404' })).status).toBe(404);
    expect((await ask('/playground/state?person=U404')).status).toBe(404);
    expect((await ask('/playground/live?person=U404')).status).toBe(404);
  });

  it('numbers its states so that a later one is known as such', async () => {
    const first = JSON.parse((await ask('/playground/state')).text);
    const second = JSON.parse((await ask(`/playground/state?person=U2`)).text);

    expect(second.seq).toBeGreaterThan(first.seq);
    expect([first.snapshot.me.id, second.snapshot.me.id]).toEqual([ASKER.id, 'U2']);
  });
});

describe('files and mails', () => {
  it('gives a file under its own name', async () => {
    const { id } = world.slack.keep({ name: 'größe “1”.csv', content: Buffer.from('email\n') });

    const { headers, text } = await ask(`/playground/files/${id}?person=${ASKER.id}`);

    expect(text).toBe('email\n');
    expect(headers['content-disposition']).toContain("filename*=UTF-8''gr%C3%B6%C3%9Fe%20%E2%80%9C1%E2%80%9D.csv");
    expect((await ask('/playground/files/F404')).status).toBe(404);
  });

  it('shows a mail in a document that runs nothing and opens links elsewhere', async () => {
    const { id } = world.mailbox.receive({
      html: '<!doctype html><html><head lang="en"><title>x</title></head></html>',
    });

    const { headers, text } = await ask(`/playground/mails/${id}`);

    expect(text).toContain('<head lang="en"><base target="_blank">');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/);
    expect(headers['content-security-policy']).not.toContain('allow-scripts');
  });

  it('lists mails without their bodies, which are fetched one by one', async () => {
    const { id } = world.mailbox.receive({ subject: 'Lean', text: 'all the words', html: '<p>all the words</p>' });

    const { mails } = JSON.parse((await ask('/playground/state')).text);

    expect(mails.at(-1)).toMatchObject({ id, subject: 'Lean', hasHtml: true });
    expect(JSON.stringify(mails)).not.toContain('all the words');
    expect((await ask(`/playground/mails/${id}/text`)).text).toBe('all the words');
  });

  it('has a sample list of twelve good and five bad rows', async () => {
    const { text } = await ask('/playground/sample.csv');

    const [header = '', ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const emails = rows.map(([, email]) => email);
    const good = rows.filter(([, email = '', , , phone = ''], index) => {
      const fits = /^[\w.]+@example\.(com|org)$/.test(email) && parsePhoneNumberFromString(phone)?.isValid();
      return fits && emails.indexOf(email) === index;
    });
    expect(header).toHaveLength(12);
    expect(rows.every((row) => row.length === 12)).toBe(true);
    expect([good.length, rows.length - good.length]).toEqual([12, 5]);
  });
});

describe('the live stream', () => {
  it('gathers a burst of news into few states and ends when the server closes', async () => {
    const own = await makePageWorld();
    const response = await fetch(`${own.url}/playground/live`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const listening = own.slack.listeners;

    for (let count = 0; count < 200; count += 1) own.slack.post({ text: `news ${count}` });
    let seen = '';
    while (!seen.includes('news 199')) seen += (await reader?.read())?.value ?? '';
    await own.close();
    let end = await reader?.read();
    while (end && !end.done) end = await reader?.read();

    expect(seen.match(/^data: /gm)?.length).toBeLessThan(5);
    expect(listening).toBe(1);
    expect(own.slack.listeners).toBe(0);
  });
});
