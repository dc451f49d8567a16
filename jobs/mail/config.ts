import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError, readConfig } from '#core/process/config.ts';
import { Mailbox } from './mailbox.ts';

export type SmtpSettings = {
  host: string;
  port: number;
  /** wrapped: TLS from the first byte (smtps). required: STARTTLS or nothing. offered: STARTTLS when there is one. */
  tls: 'wrapped' | 'required' | 'offered' | 'off';
  /** The password hides in a function, so that no log and no error can print the settings with it. */
  login?: { user: string; password: () => string };
  /** PEM of the authorities to trust instead of the well-known ones. */
  ca?: string;
  /** Our own name in EHLO; without it the name of the machine. */
  name?: string;
};

const Options = z.strictObject({
  tls: z.enum(['required', 'off']).optional(),
  ca: z.string().optional(),
  name: z
    .string()
    .regex(/^[\w.[\]:-]+$/)
    .optional(),
});

/**
 * `smtp://` or `smtps://`, with `user:password@` when the server asks for a login and `?tls=required`, `?tls=off`,
 * `?ca=/path/to/authorities.pem`, `?name=our.host.example` as needed. A message about a wrong one never repeats it: it holds a password.
 */
export const SmtpUrl = z.string().transform((written, context): SmtpSettings => {
  try {
    return readUrl(new URL(written));
  } catch (error) {
    context.addIssue({ code: 'custom', message: whatIsWrong(error) });
    return z.NEVER;
  }
});

const MailConfig = z.object({
  SMTP_URL: SmtpUrl.describe('the mail server that invitations leave by, like smtp://user:password@mail.example.com'),
  MAIL_FROM: Mailbox.optional().describe('the address that invitations come from, like Muster <muster@example.com>'),
});

export type MailSettings = { smtp: SmtpSettings; from: Mailbox };

/** A mail server on this machine is for trying things out: there, a sender is made up. */
export function readMailConfig(env: NodeJS.ProcessEnv): MailSettings {
  const { SMTP_URL: smtp, MAIL_FROM } = readConfig(MailConfig, env);
  if (MAIL_FROM) return { smtp, from: MAIL_FROM };
  if (isLoopback(smtp.host)) return { smtp, from: { name: 'Muster', address: 'muster@example.com' } };
  throw new ConfigError(
    'MAIL_FROM is missing: it must be the address that invitations come from, like Muster <muster@example.com>.',
  );
}

class WrongUrl extends Error {}

function readUrl(url: URL): SmtpSettings {
  const scheme = z.enum(['smtp:', 'smtps:']).safeParse(url.protocol);
  if (!scheme.success || !url.hostname) throw new WrongUrl('must look like smtp://host:port or smtps://host:port');
  const options = Options.safeParse(Object.fromEntries(url.searchParams));
  if (!options.success) throw new WrongUrl('knows the options tls=required, tls=off, ca=<file> and name=<host> only');

  const { tls, ca, name } = options.data;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const wrapped = scheme.data === 'smtps:';
  const asked = wrapped ? 'wrapped' : (tls ?? (url.username && !isLoopback(host) ? 'required' : 'offered'));
  if (asked === 'off' && url.username && !isLoopback(host)) {
    throw new WrongUrl('must not say tls=off: the password would travel readable');
  }

  return {
    host,
    port: Number(url.port) || usualPort(wrapped, url),
    tls: asked,
    ...(url.username && { login: login(url) }),
    ...(ca && { ca: readAuthorities(ca) }),
    ...(name && { name }),
  };
}

// RFC 8314 3.3, RFC 6409 3.1: a login belongs to the submission ports, 25 is for relays that know us.
function usualPort(wrapped: boolean, url: URL): number {
  if (wrapped) return 465;
  return url.username ? 587 : 25;
}

function login(url: URL): { user: string; password: () => string } {
  const password = decodeURIComponent(url.password);
  if (!password) throw new WrongUrl('has a user but no password');
  return { user: decodeURIComponent(url.username), password: () => password };
}

function readAuthorities(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new WrongUrl('names a file in ca= that cannot be read');
  }
}

function whatIsWrong(error: unknown): string {
  if (error instanceof WrongUrl) return error.message;
  return 'must look like smtp://host:port; characters such as @ and / in the password are written %40 and %2F';
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
