import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { type Lane, openLane } from '#jobs/mail/lane.ts';
import { makeCertificate } from '#test/harness/certificate.ts';

let own: { key: string; cert: string };
const ends: (() => void)[] = [];

beforeAll(async () => {
  own = await makeCertificate();
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Seen = { user: string | undefined; encrypted: boolean };

async function relay(options: SMTPServerOptions = {}): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = new SMTPServer({
    ...own,
    authOptional: true,
    onAuth: ({ username, password }, _, answer) =>
      password === 'p@ss' ? answer(null, { user: username }) : answer(new Error('wrong password')),
    onData: (stream, { user, secure }, done) => {
      seen.push({ user: user || undefined, encrypted: secure });
      stream.resume().on('end', () => done());
    },
    ...options,
  });
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  ends.push(() => server.close());
  const address = listener.address();
  return { port: address && typeof address === 'object' ? address.port : 0, seen };
}

function deliver(url: string, trusted = true) {
  const lane: Lane = openLane({ ...SmtpUrl.parse(url), ...(trusted && { ca: own.cert }) });
  ends.push(() => void lane.close());
  return lane.deliver({ from: 'm@example.com', to: 'anna@example.com', body: async () => 'Subject: hi\r\n\r\nhi\r\n' });
}

it('encrypts when the server offers it, whoever signed', async () => {
  const { port, seen } = await relay();

  const delivery = await deliver(`smtp://127.0.0.1:${port}`, false);

  expect(delivery.kind).toBe('sent');
  expect(seen).toEqual([{ user: undefined, encrypted: true }]);
});

it('stays readable when told so', async () => {
  const { port, seen } = await relay();

  await deliver(`smtp://127.0.0.1:${port}?tls=off`);

  expect(seen).toEqual([{ user: undefined, encrypted: false }]);
});

it.each(['smtp', 'smtps'])('logs in over %s', async (scheme) => {
  const { port, seen } = await relay({ secure: scheme === 'smtps' });

  const delivery = await deliver(`${scheme}://me:p%40ss@127.0.0.1:${port}?${scheme === 'smtp' ? 'tls=required' : ''}`);

  expect(delivery.kind).toBe('sent');
  expect(seen).toEqual([{ user: 'me', encrypted: true }]);
});

it('tells a wrong password from a server that is away, without repeating it', async () => {
  const { port, seen } = await relay();

  const delivery = await deliver(`smtp://me:wrong-one@127.0.0.1:${port}?tls=required`);

  expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'login' });
  expect(JSON.stringify(delivery)).not.toContain('wrong-one');
  expect(seen).toEqual([]);
});

it('keeps its password when the server offers no login', async () => {
  const { port } = await relay({ disabledCommands: ['AUTH', 'STARTTLS'] });

  const delivery = await deliver(`smtp://me:p%40ss@127.0.0.1:${port}`);

  expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'login', cause: 'the server offers no login' });
});

it('does not mail readably what must be encrypted', async () => {
  const { port, seen } = await relay({ disabledCommands: ['STARTTLS'] });

  const delivery = await deliver(`smtp://127.0.0.1:${port}?tls=required`);

  expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'tls' });
  expect(seen).toEqual([]);
});

it.each(['smtp', 'smtps'])('does not trust a stranger over %s', async (scheme) => {
  const { port, seen } = await relay({ secure: scheme === 'smtps' });

  const delivery = await deliver(`${scheme}://127.0.0.1:${port}?${scheme === 'smtp' ? 'tls=required' : ''}`, false);

  expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'tls' });
  expect(seen).toEqual([]);
});

it('says that a server without TLS is no smtps server', async () => {
  const { port } = await relay({ disabledCommands: ['STARTTLS'] });

  const delivery = await deliver(`smtps://127.0.0.1:${port}`);

  expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'tls' });
});
