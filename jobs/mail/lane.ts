import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Logger } from 'pino';
import { emailAddress } from '#core/email-address.ts';
import type { SmtpSettings } from './config.ts';
import { connect, NoConnection, type Patience, patience } from './connect.ts';
import type { Delivery } from './delivery.ts';
import { type Outgoing, type Transfer, transfer } from './transfer.ts';

export type Lane = {
  /** One mail at a time. Rejects only with what `body` threw, and then nothing has left. */
  deliver(mail: Outgoing): Promise<Delivery>;
  /** Waits for the mail on its way, then says goodbye to the server. */
  close(): Promise<void>;
  /** Waits for nothing: a letter that has left and has no answer yet is unknown. */
  hangUp(): void;
};

type LaneOptions = { log?: Pick<Logger, 'debug' | 'warn'>; patience?: Partial<Patience> };

/** One SMTP connection: opened with the first mail, kept for the next ones, replaced when it breaks. */
export function openLane(smtp: SmtpSettings, { log, patience: own }: LaneOptions = {}): Lane {
  const wait = { ...patience, ...own };
  let connection: SMTPConnection | undefined;
  let busy: Promise<unknown> = Promise.resolve();

  async function open(): Promise<SMTPConnection> {
    connection = await connect(smtp, wait);
    log?.debug({ host: smtp.host, port: smtp.port, encrypted: connection.secure }, 'SMTP connection open');
    return connection;
  }

  async function attempt(mail: Outgoing): Promise<Transfer> {
    const used = isUsable(connection) ? connection : await open();
    let reusable = false;
    try {
      const result = await transfer(used, mail, wait);
      reusable = await isCleanAfter(used, result.delivery);
      return result;
    } finally {
      if (!reusable) used.close();
    }
  }

  /** A server may end a connection it finds too old or too well used at any moment: that costs a new one, not the mail. */
  async function attemptTwice(mail: Outgoing): Promise<Transfer> {
    const aged = isUsable(connection);
    const first = await attempt(mail);
    return aged && !first.asked && saidGoodbye(first.delivery) ? attempt(mail) : first;
  }

  async function deliver(mail: Outgoing): Promise<Delivery> {
    const to = emailAddress(mail.to);
    if (!to) return { kind: 'invalid-address' };
    try {
      return (await attemptTwice({ ...mail, to })).delivery;
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      log?.warn({ host: smtp.host, trouble: error.trouble, cause: error.message }, 'no SMTP connection');
      return { kind: 'not-sent', trouble: error.trouble, opened: false, cause: error.message };
    }
  }

  return {
    deliver(mail) {
      const delivery = deliver(mail);
      busy = delivery.catch(() => {});
      return delivery;
    },
    async close() {
      await busy;
      if (isUsable(connection)) await sayGoodbye(connection);
    },
    hangUp() {
      if (connection?._socket) connection._socket.destroy(new Error('the sender had to end'));
    },
  };
}

const isUsable = (connection: SMTPConnection | undefined): connection is SMTPConnection =>
  connection !== undefined && !connection.destroyed;

const saidGoodbye = (delivery: Delivery) =>
  delivery.kind === 'not-sent' || (delivery.kind === 'refused' && delivery.code === 421);

/** After a refusal the server still holds half a transaction, which the next MAIL FROM would trip over. */
async function isCleanAfter(connection: SMTPConnection, delivery: Delivery): Promise<boolean> {
  if (delivery.kind === 'sent') return true;
  if (delivery.kind !== 'refused' || connection.destroyed) return false;

  return new Promise((resolve) => {
    const gone = () => resolve(false);
    connection.once('end', gone);
    connection.reset((error) => {
      connection.off('end', gone);
      resolve(!error);
    });
  });
}

// Enough for a server nearby to answer QUIT; one that does not has everything it needs anyway.
const FAREWELL_MS = 1_000;

function sayGoodbye(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => connection.close(), FAREWELL_MS);
    connection.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    connection.quit();
  });
}
