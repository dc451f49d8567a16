import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readMailConfig, SmtpUrl } from '#jobs/mail/config.ts';
import { Mailbox } from '#jobs/mail/mailbox.ts';

describe('SMTP_URL', () => {
  it.each([
    ['smtp://relay.example.com', { host: 'relay.example.com', port: 25, tls: 'offered' }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, tls: 'offered' }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, tls: 'offered' }],
    ['smtps://relay.example.com', { host: 'relay.example.com', port: 465, tls: 'wrapped' }],
    ['smtp://relay.example.com?tls=off', { host: 'relay.example.com', port: 25, tls: 'off' }],
    ['smtp://relay.example.com?tls=required', { host: 'relay.example.com', port: 25, tls: 'required' }],
    [
      'smtp://relay.example.com?name=muster.example',
      { host: 'relay.example.com', port: 25, tls: 'offered', name: 'muster.example' },
    ],
  ])('%s', (url, settings) => {
    expect(SmtpUrl.parse(url)).toEqual(settings);
  });

  it('with a password asks for encryption, except on this machine', () => {
    expect(SmtpUrl.parse('smtp://me:secret@relay.example.com')).toMatchObject({ tls: 'required', port: 587 });
    expect(SmtpUrl.parse('smtp://me:secret@localhost')).toMatchObject({ tls: 'offered' });
  });

  it('keeps its password from being printed', () => {
    const settings = SmtpUrl.parse('smtps://me%40example.com:p%40ss%2Fword@relay.example.com');

    expect(settings.login?.user).toBe('me@example.com');
    expect(settings.login?.password()).toBe('p@ss/word');
    expect(JSON.stringify(settings) + inspect(settings, { depth: 9 })).not.toContain('p@ss');
  });

  it.each([
    'relay.example.com',
    'http://me:secret@relay.example.com',
    'smtp://',
    'smtp://me:secret@relay.example.com?tls=off',
    'smtp://me:secret@relay.example.com?pool=true',
    'smtp://me@relay.example.com',
    'smtp://me:secret%@relay.example.com',
    'smtp://me:secret@relay.example.com:99999',
    'smtp://me:secret@relay.example.com?ca=/no/such/secret.pem',
    'smtp://me:secret@relay.example.com?name=a%0d%0ab',
  ])('%s is refused in one sentence without the password', (url) => {
    const { error } = SmtpUrl.safeParse(url);

    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.message).toMatch(/^(must|knows|names|has) .+/);
    expect(z.prettifyError(error ?? new z.ZodError([]))).not.toContain('secret');
  });

  it('needs MAIL_FROM, except on this machine', () => {
    expect(() => readMailConfig({ SMTP_URL: 'smtp://relay.example.com' })).toThrow(/^MAIL_FROM is missing: /);
    expect(() => readMailConfig({})).toThrow(/^SMTP_URL is missing: /);
    expect(readMailConfig({ SMTP_URL: 'smtp://127.0.0.1:2525' }).from.address).toBe('muster@example.com');
  });
});

describe('MAIL_FROM', () => {
  it.each([
    ['muster@example.com', { address: 'muster@example.com' }],
    ['Muster <muster@example.com>', { name: 'Muster', address: 'muster@example.com' }],
    ['"Muster, Ltd" <muster@example.com>', { name: 'Muster, Ltd', address: 'muster@example.com' }],
    ['Müller & Söhne <info@müller.example>', { name: 'Müller & Söhne', address: 'info@xn--mller-kva.example' }],
  ])('%s', (written, mailbox) => {
    expect(Mailbox.parse(written)).toEqual(mailbox);
  });

  it.each([
    '',
    'Muster',
    'a@b@c',
    'Muster <>',
    'a@example.com, b@example.com',
    'A\r\nBcc: x <a@example.com>',
    'A <a@example.com> B',
  ])('%j is refused', (written) => {
    expect(Mailbox.safeParse(written).success).toBe(false);
  });
});
