import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Inbox, startInbox } from '#bot/playground/mail/inbox.ts';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { openLane } from '#jobs/mail/lane.ts';

let folder: string;
const inboxes: Inbox[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-'));
});
afterEach(async () => {
  await Promise.all(inboxes.splice(0).map((inbox) => inbox.stop()));
  await rm(folder, { recursive: true });
});

async function start(keep?: string): Promise<Inbox> {
  const inbox = await startInbox(keep ? { keep } : {});
  inboxes.push(inbox);
  return inbox;
}

async function mail(inbox: Inbox, people: string[], letter = greeting) {
  const lane = openLane(SmtpUrl.parse(inbox.url));
  const deliveries = [];
  for (const to of people)
    deliveries.push(await lane.deliver({ from: 'm@example.com', to, body: async () => letter(to) }));
  await lane.close();
  return deliveries;
}

const greeting = (to: string) =>
  `From: Muster <m@example.com>\r\nTo: =?UTF-8?Q?J=C3=B6rg?= <${to}>\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello ${to}</p>\r\n`;

it('shows what arrived, in order of arrival', async () => {
  const inbox = await start();

  await mail(inbox, ['a@example.com', 'b@example.com']);

  expect(inbox.list().map(({ to }) => to)).toEqual(['a@example.com', 'b@example.com']);
  expect(inbox.list()[0]).toEqual({
    id: expect.stringMatching(/^\d{13}-\d{6}$/),
    to: 'a@example.com',
    from: 'Muster <m@example.com>',
    subject: 'Grüße',
    date: '2026-11-23T09:00:00.000Z',
    html: '<p>Hello a@example.com</p>\n',
    text: '',
  });
});

it('tells its listeners of each arrival, until they have heard enough', async () => {
  const inbox = await start();
  let heard = 0;
  const end = inbox.subscribe(() => heard++);

  await mail(inbox, ['a@example.com', 'b@example.com']);
  end();
  await mail(inbox, ['c@example.com']);

  expect(heard).toBe(2);
});

it('has the mail in its folder before it answers, and still has it after a restart', async () => {
  const first = await start(folder);
  await mail(first, ['a@example.com', 'b@example.com']);
  const before = first.list();
  await first.stop();

  const second = await start(folder);
  await mail(second, ['c@example.com']);

  expect(second.list().slice(0, 2)).toEqual(before);
  expect(second.list().map(({ to }) => to)).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  expect((await readdir(folder)).every((name) => name.endsWith('.eml'))).toBe(true);
});

it('ignores what else lies in its folder', async () => {
  await writeFile(join(folder, '1700000000000-000000.eml.part'), 'half a');
  await writeFile(join(folder, 'notes.eml'), 'hello');

  const inbox = await start(folder);

  expect(inbox.list()).toEqual([]);
});

it('keeps the newest mails only, in memory and on disk', async () => {
  const first = await startInbox({ keep: folder, most: 20 });
  await mail(
    first,
    Array.from({ length: 25 }, (_, i) => `p${i}@example.com`),
  );
  await first.stop();

  const second = await startInbox({ keep: folder, most: 10 });
  inboxes.push(second);

  expect(await readdir(folder)).toHaveLength(20);
  expect(first.list()[0]?.to).toBe('p5@example.com');
  expect(second.list().map(({ to }) => to)).toEqual(Array.from({ length: 10 }, (_, i) => `p${i + 15}@example.com`));
});

it('refuses a letter that is too large, and takes the next one', async () => {
  const inbox = await start();

  const [large] = await mail(inbox, ['a@example.com'], () => `Subject: large\r\n\r\n${'x\r\n'.repeat(400_000)}`);
  const [small] = await mail(inbox, ['b@example.com']);

  expect(large).toMatchObject({ kind: 'refused', code: 552, permanent: true });
  expect(small?.kind).toBe('sent');
  expect(inbox.list()).toHaveLength(1);
});

it('takes mail from 64 lanes at once, and survives those that break off', async () => {
  const inbox = await start(folder);
  const people = Array.from({ length: 64 }, (_, i) => [`a${i}@example.com`, `b${i}@example.com`]);
  const quitter = openLane(SmtpUrl.parse(inbox.url));

  await Promise.all([
    quitter.deliver({ from: 'm@example.com', to: 'gone@example.com', body: async () => undefined }),
    ...people.map((pair) => mail(inbox, pair)),
  ]);

  expect(new Set(inbox.list().map(({ to }) => to))).toEqual(new Set(people.flat()));
  expect(new Set(inbox.list().map(({ id }) => id)).size).toBe(128);
});

it('shows a letter that is no MIME at all', async () => {
  const inbox = await start();

  await mail(inbox, ['a@example.com'], () => 'no header here\r\n\r\njust words\r\n');

  expect(inbox.list()[0]).toMatchObject({ to: 'a@example.com', subject: '', text: 'just words\n' });
});
