import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import { maskEmailsIn } from '#core/mask.ts';
import type { SmtpSettings } from './config.ts';
import { cleanReply, type Trouble } from './delivery.ts';

/** How long we wait for a server, in milliseconds. */
export type Patience = {
  connection: number;
  greeting: number;
  /** For any other answer before the letter leaves, and for the whole way from the greeting to the end of the login. */
  reply: number;
  /** For the answer to the letter. RFC 5321 4.5.3.2.6 allows ten minutes; a lane is worth more than the last slow server. */
  verdict: number;
};

export const patience: Patience = { connection: 10_000, greeting: 10_000, reply: 60_000, verdict: 120_000 };

/** No connection that mail could leave through. */
export class NoConnection extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause: string) {
    super(cause);
    this.trouble = trouble;
  }
}

/** Opens a connection, with TLS and login as the settings say. Throws `NoConnection`. */
export async function connect(smtp: SmtpSettings, wait: Patience): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: smtp.host,
    port: smtp.port,
    ...security(smtp),
    ...(smtp.name && { name: smtp.name }),
    connectionTimeout: wait.connection,
    greetingTimeout: wait.greeting,
    socketTimeout: wait.verdict,
    // Whatever made us give a connection up, nothing that still waits in it may leave.
    socketCloseTimeout: 0,
  });

  try {
    await ready(connection, smtp, wait);
    return connection;
  } catch (error) {
    connection.close();
    throw error instanceof NoConnection ? error : new NoConnection(troubleOf(error), wordsOf(error));
  }
}

function security({ tls, ca }: SmtpSettings) {
  const trust = ca ? { tls: { ca } } : {};
  switch (tls) {
    case 'wrapped':
      return { secure: true, ...trust };
    case 'required':
      return { secure: false, requireTLS: true, ...trust };
    case 'offered':
      // Who could forge the certificate could also hide the offer, so checking it here would refuse honest servers and nobody else (RFC 7435).
      return { secure: false, opportunisticTLS: true, tls: { rejectUnauthorized: false } };
    case 'off':
      return { secure: false, ignoreTLS: true };
  }
}

function ready(connection: SMTPConnection, smtp: SmtpSettings, wait: Patience): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLong = new NoConnection('connect', `the server took more than ${wait.reply / 1000} s to get ready`);
    const timer = setTimeout(() => reject(tooLong), wait.reply);
    const settle = (error?: SMTPError | NoConnection | null) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    };

    // Stays on for the life of the connection: a later error also reaches the mail it hits, and without a listener it would end the process.
    connection.on('error', settle);
    connection.connect((error) => {
      if (error || !smtp.login) return settle(error);
      if (!connection.allowsAuth) return settle(new NoConnection('login', 'the server offers no login'));
      connection.login({ user: smtp.login.user, pass: smtp.login.password() }, settle);
    });
  });
}

// Node's and OpenSSL's codes for a handshake or certificate that failed; nodemailer keeps them as `originalCode`.
const TLS_CODES = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|^EPROTO$/;

function troubleOf(error: unknown): Trouble {
  if (!isSmtpError(error)) return 'protocol';
  if (error.code === 'EAUTH') return 'login';
  if (error.code === 'ETLS' || error.timeoutType === 'UPGRADE_TIMEOUT') return 'tls';
  if (TLS_CODES.test(error.originalCode ?? '')) return 'tls';
  // RFC 5321 3.8: a server that wants no more of us now says so before or in place of its greeting.
  if (error.responseCode === 421) return 'busy';
  if (error.responseCode || error.code === 'EPROTOCOL') return 'protocol';
  return 'connect';
}

/** Without anybody's address: these words are logged. */
export const wordsOf = (error: unknown) =>
  maskEmailsIn(cleanReply(error instanceof Error ? error.message : String(error)));

const isSmtpError = (error: unknown): error is SMTPError => error instanceof Error;
