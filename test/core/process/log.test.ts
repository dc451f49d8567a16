import { expect, it } from 'vitest';
import { makeLog, reference } from '#core/process/log.ts';

const secrets = [
  'xoxb-1234567890-abcDEF',
  'xoxe.xoxp-1-abcdef',
  'xapp-1-A0-123-abcdef',
  'hunter2hunter2',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'Zm9vYmFyYmF6cXV4LTEyMzQ1Njc4OTA_-abcdefghijk',
  'T000/B000/XXXXsecretXXXX',
];

const [bot, refresh, app, password, jwt, link, webhook] = secrets;

it.each([
  ['a token in the message', { text: `posted with ${bot}` }],
  ['a refreshed token', { token: refresh, app }],
  ['an authorization header', { headers: { authorization: `Bearer ${jwt}`, Cookie: `d=${password}` } }],
  ['a basic authorization header in a text', { text: `Authorization: Basic ${password}` }],
  ['the password of a database URL', { url: `postgresql://muster:${password}@db:5432/muster` }],
  ['the password of a Redis URL', { url: `redis://:${password}@cache:6379` }],
  ['a private link', { mail: `https://muster.example/link/${link}?x=1`, path: `/link/${link}/code` }],
  ['a response URL', { response_url: `https://hooks.slack.com/commands/${webhook}` }],
  ['a field that is called a secret', { clientSecret: password, SMTP_PASSWORD: password, access_token: password }],
  ['a body that was quoted once more', { body: JSON.stringify({ client_secret: password }) }],
  ['a form', { body: `grant_type=refresh&client_secret=${password}&refresh_token=${refresh}` }],
])('blots out %s', (_what, fields) => {
  const { log, lines } = makeTestLog();

  log.info(fields, `with ${JSON.stringify(fields)}`);
  log.error({ err: new Error(JSON.stringify(fields)) }, 'failed');

  for (const secret of secrets) expect(lines.join('')).not.toContain(secret);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

it('leaves ordinary lines as they are', () => {
  const { log, lines } = makeTestLog();

  log.warn({ runId: 'a1', url: 'https://muster.example/readyz', token: undefined, people: 3 }, 'a token was refused');

  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    runId: 'a1',
    url: 'https://muster.example/readyz',
    people: 3,
    msg: 'a token was refused',
  });
});

it('writes an error with its name, message and stack, under either name', () => {
  const { log, lines } = makeTestLog();

  log.error({ error: new TypeError('one') });
  log.error({ err: new TypeError('two') });

  expect(JSON.parse(lines[0] ?? '').error).toMatchObject({ type: 'TypeError', message: 'one' });
  expect(JSON.parse(lines[1] ?? '').err).toMatchObject({ type: 'TypeError', message: 'two' });
});

it('shows nobody the key in the address of a file', () => {
  const { log, lines } = makeTestLog();

  log.warn({ url: 'https://contoso-my.sharepoint.com/download.aspx?UniqueId=1&tempauth=v1.eyJzaXRlaWQi' });

  expect(lines[0]).toContain('tempauth=[secret]');
});

it('keeps still below its level', () => {
  const { log, lines } = makeTestLog('warn');

  log.info('hello');

  expect(lines).toEqual([]);
});

it('makes references that can be read out', () => {
  const made = Array.from({ length: 200 }, reference);

  expect(new Set(made).size).toBe(200);
  for (const one of made) expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
});

function makeTestLog(level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  return { lines, log: makeLog({ LOG_LEVEL: level }, { write: (line) => void lines.push(line) }) };
}

it('keeps of an error what went wrong and where, and nothing that hangs on it', () => {
  const lines: string[] = [];
  const log = makeLog({ LOG_LEVEL: 'info' }, { write: (line: string) => void lines.push(line) });
  const meta = { detail: 'Failing row contains (ann@example.com, +447400912345)' };

  log.error({ error: Object.assign(new Error('the row was refused'), { code: '23514', meta }) }, 'failed');

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ error: { message: 'the row was refused', code: '23514' } });
  expect(lines.join()).not.toMatch(/ann@example|7400912345/);
});
