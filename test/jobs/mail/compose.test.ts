import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeTemplate } from '#jobs/mail/compose/compose-template.ts';
import { type Fields, type Letter, slot } from '#jobs/mail/compose/letter.ts';
import { randomFrom } from '#test/harness/sink-faults.ts';

const letter: Letter = {
  from: { name: 'Müller & Söhne "Onboarding"', address: 'muster@example.com' },
  language: 'de',
  subject: 'Ihre Einladung – bitte bis morgen öffnen, damit der Zugang nicht verfällt: ✓',
  text: `.start\r\nHallo ${slot('greeting')},\r\n-- \r\n${slot('greeting')}\r\n${slot('link')}${slot('phone')}\r\nFrom here on ${'über '.repeat(40)}\r\n`,
  html: `<!doctype html><p title="${slot('greeting')}">Hallo ${slot('greeting')}</p><a href="${slot('link')}">${'ä'.repeat(200)}</a>`,
  values: ({ name, link, phone }) => ({ greeting: name ?? 'du', ...(link && { link }), ...(phone && { phone }) }),
};

const anna: Fields = {
  email: 'anna@example.com',
  name: 'Anna',
  messageId: '<inv-6a1f.1@muster.example>',
  date: new Date('2026-11-23T10:00:00Z'),
  link: 'https://muster.example.com/link/9Jc-_wq0Ag8RVDQ1N2JmZGE3NjBlNGI0ZDhjM2ZkYTFlN2Y',
  phone: '•••• 071',
};

const write = await composeTemplate(letter);

const nastyNames = [
  'Anna Berger',
  'Müller, Jörg 0',
  'Zoë 🎉👩‍👩‍👧‍👦 Łódź',
  '山田太郎',
  '山田太郎'.repeat(12),
  'محمد بن سلمان',
  'שרה כהן',
  'नमस्ते दुनिया',
  '.dot first',
  '.',
  '..',
  '--',
  '-- x',
  '"quoted" <b>&amp;</b>',
  "O'Brien\\",
  '\\',
  'a\\b"c',
  '=?UTF-8?Q?x?=',
  'name?= =?UTF-8?Q?x?=',
  'a=b=C3',
  '=',
  'x'.repeat(200),
  'long words '.repeat(18).trim(),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'From me',
  'bob@y.test>',
  'Bob, Alice; (comment) <x@y.z>',
  '{{name}} %s $& $1',
  'é'.normalize('NFD').repeat(30),
  '🏳️‍🌈'.repeat(20),
];

describe('a copy of a letter', () => {
  it.each(nastyNames)('gives the name %j back in header, text and HTML', async (name) => {
    const raw = write({ ...anna, name });

    expectCleanMime(raw);
    const { to, text, html } = await PostalMime.parse(raw);
    expect(to).toEqual([{ name, address: 'anna@example.com' }]);
    expect(text?.split('\n').slice(0, 4)).toEqual(['.start', `Hallo ${name},`, '-- ', name]);
    expect(html).toContain(`<p title="${escaped(name)}">Hallo ${escaped(name)}</p>`);
  });

  it('keeps the constant part as it was written', async () => {
    const { from, subject, text, html } = await PostalMime.parse(write(anna));

    expect(from).toEqual({ name: 'Müller & Söhne "Onboarding"', address: 'muster@example.com' });
    expect(subject).toBe(letter.subject);
    expect(text).toContain(`${anna.link}•••• 071\nFrom here on ${'über '.repeat(40)}`);
    expect(html).toContain(`<a href="${anna.link}">${'ä'.repeat(200)}</a>`);
  });

  it('tells other programs what it is', async () => {
    const { headers, messageId, date } = await PostalMime.parse(write(anna));

    const value = (key: string) => headers.filter((header) => header.key === key).map((header) => header.value);
    expect(messageId).toBe('<inv-6a1f.1@muster.example>');
    expect(date).toBe('2026-11-23T10:00:00.000Z');
    expect(value('auto-submitted')).toEqual(['auto-generated']);
    expect(value('x-auto-response-suppress')).toEqual(['All']);
    expect(value('content-language')).toEqual(['de']);
    expect(['date', 'message-id', 'to', 'from', 'subject', 'mime-version'].map((key) => value(key).length)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it.each([
    'Bob\r\nBcc: evil@x.test',
    'Bob\nSubject: other',
    'Bob\r\n\r\n<h1>body</h1>',
    'Bob\r\n.\r\nMAIL FROM:<a@b.c>',
    'a\u0000b\u001bc\u2028d',
  ])('cannot be given another header by the name %j', async (name) => {
    const { headers, to, text } = await PostalMime.parse(write({ ...anna, name }));

    const oneLine = name.replace(/[\p{Cc}\u2028]+/gu, ' ');
    expect(to).toEqual([{ name: oneLine, address: 'anna@example.com' }]);
    expect(text).toContain(`Hallo ${oneLine},`);
    expect(headers.map(({ key }) => key)).toEqual((await PostalMime.parse(write(anna))).headers.map(({ key }) => key));
  });

  it('ends its lines with CRLF, however the letter was written', async () => {
    const loose = await composeTemplate({ ...letter, text: 'one\ntwo\r\nthree\n', html: '<p>\n</p>' });

    expectCleanMime(loose(anna));
    expect(loose(anna)).toMatch(/--\r\n$/);
  });

  it('goes to a bare address when there is no name', async () => {
    const { name: _, ...nameless } = anna;

    const { to } = await PostalMime.parse(write(nameless));

    expect(to).toEqual([{ name: '', address: 'anna@example.com' }]);
  });

  it.each(['anna@example.com>\r\nBcc: <evil@x.test', 'anna', 'änna@example.com'])(
    'is not made for the address %j',
    (email) => {
      expect(() => write({ ...anna, email })).toThrow('address');
    },
  );

  it.each(['inv@x', '<inv@x>\r\nBcc: <e@x>', '<in v@x>'])('is not made with the Message-ID %j', (messageId) => {
    expect(() => write({ ...anna, messageId })).toThrow('Message-ID');
  });

  it('is not made with a hole where the link should be', () => {
    const { link: _, ...linkless } = anna;

    expect(() => write(linkless)).toThrow('no link');
  });

  it('reads the same for two thousand names nobody thought of', async () => {
    const random = randomFrom(20261123);
    for (let i = 0; i < 2_000; i++) {
      const name = randomName(random);

      const raw = write({ ...anna, name });

      expectCleanMime(raw);
      const { to, text } = await PostalMime.parse(raw);
      expect(to, `name ${JSON.stringify(name)}`).toEqual([{ name, address: 'anna@example.com' }]);
      expect(text?.split('\n')[1], `name ${JSON.stringify(name)}`).toBe(`Hallo ${name},`);
    }
  });
});

const escaped = (name: string) =>
  name
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function expectCleanMime(raw: string): void {
  expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
  expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = raw.split('\r\n');
  expect(lines.filter((line) => line.length > 76)).toEqual([]);
  expect(lines.filter((line) => /^(\.|From )/.test(line))).toEqual([]);
}

/** One to forty characters, mostly of those that mean something to HTML, MIME or SMTP, with no blank at either end. */
function randomName(random: () => number): string {
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] ?? 'x';
  const special = [
    ...'.-=?_"\\<>&;,:()@\'%$ F',
    'From ',
    '=?',
    '?=',
    '--',
    '\u200d',
    '🎉',
    'é',
    '山',
    'ש',
    'م',
    '\u0301',
    '\u{10ffff}',
  ];
  const plain = [...'abcdefgABCDEFG0123456789 '];
  const name = Array.from({ length: 1 + Math.floor(random() * 40) }, () => pick(random() < 0.6 ? special : plain)).join(
    '',
  );
  return name.trim() || 'x';
}
