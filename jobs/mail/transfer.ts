import type { Socket } from 'node:net';
import { Readable, Transform } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import { type Patience, wordsOf } from './connect.ts';
import { cleanReply, type Delivery, type Stage } from './delivery.ts';

export type Outgoing = {
  from: string;
  /** One person: a server that refuses one of several recipients would leave us guessing. */
  to: string;
  /**
   * Asked after the server's 354, never earlier. Undefined: do not send, the body never leaves.
   * A whole letter as `composeTemplate` makes it: Latin-1 at most, every line ending in CRLF.
   */
  body: () => Promise<string | undefined>;
};

export type Transfer = {
  delivery: Delivery;
  /** `body` was asked, so it must not be asked again. */
  asked: boolean;
};

/** One mail over an open connection. Throws what `body` throws; then nothing has left either. */
export async function transfer(connection: SMTPConnection, mail: Outgoing, wait: Patience): Promise<Transfer> {
  const letter = new LazyLetter(connection, mail.body);
  const ending = await send(connection, mail, letter, wait);
  if (!letter.asked) return { delivery: envelopeFailed(ending), asked: false };
  if ((await letter.asked) === undefined) return { delivery: { kind: 'withheld' }, asked: true };
  return { delivery: letter.left ? letterEnded(ending) : notSent(ending), asked: true };
}

/**
 * nodemailer pipes a letter into its encoder once the server has said 354, and only then is `body` asked. What comes goes
 * to the socket in one write, past the encoder: that is worth a quarter of the speed (its work, dot-stuffing, is done here).
 */
class LazyLetter extends Readable {
  asked: Promise<string | undefined> | undefined;
  left = false;
  readonly #connection: SMTPConnection;
  readonly #body: Outgoing['body'];

  constructor(connection: SMTPConnection, body: Outgoing['body']) {
    super();
    this.#connection = connection;
    this.#body = body;
  }

  override pipe<T extends NodeJS.WritableStream>(encoder: T): T {
    const socket = this.#connection._socket;
    if (!socket || !(encoder instanceof Transform))
      this.destroy(new Error('this nodemailer sends letters in another way'));
    else {
      encoder.unpipe(socket);
      this.asked = Promise.resolve().then(this.#body);
      this.asked.then(
        (text) => this.#hand(text, socket),
        (error) => this.destroy(error),
      );
    }
    return encoder;
  }

  #hand(text: string | undefined, socket: Socket): void {
    // Destroyed: the connection broke while we asked. nodemailer has thrown the letter away, and it stays here.
    if (this.destroyed) return;
    if (text === undefined) {
      this.destroy(new Error('withheld'));
      return;
    }
    this.left = true;
    socket.write(`${dotStuffed(text)}.\r\n`, 'latin1');
  }
}

// RFC 5321 4.5.2.
const dotStuffed = (text: string) =>
  text.startsWith('.') || text.includes('\n.') ? text.replace(/^\./gm, '..') : text;

/** How the server or the connection ended a transaction. */
type Ending = { reply: string } | SMTPError;

function send(connection: SMTPConnection, mail: Outgoing, letter: LazyLetter, wait: Patience): Promise<Ending> {
  return new Promise((resolve) => {
    const end = (ending: Ending) => {
      clearTimeout(timer);
      // A server may end it even while `body` is being asked. What comes then must not follow, it would be read as commands.
      letter.destroy();
      resolve(ending);
    };
    const tooLong = () => end(new Error(`no answer to the envelope in ${wait.reply / 1000} s`));
    // Once the letter is asked for, the connection's own time-out (`verdict`) watches over the rest.
    const timer = setTimeout(() => letter.asked ?? tooLong(), wait.reply);

    connection.send({ from: mail.from, to: [mail.to] }, letter, (error, info) =>
      end(error ?? { reply: info.response }),
    );
  });
}

function envelopeFailed(ending: Ending): Delivery {
  if ('reply' in ending || ending.code !== 'EENVELOPE') return notSent(ending);
  const { responseCode: code = 0, response = '' } = ending;
  if (code < 400) return notSent(ending);

  const reply = cleanReply(response);
  // RFC 4954 6: the server wants a login or encryption first. That is about us, not about this person.
  if (code === 530 && /starttls/i.test(reply)) return { kind: 'not-sent', trouble: 'tls', opened: false, cause: reply };
  if ([530, 534, 535, 538].includes(code)) return { kind: 'not-sent', trouble: 'login', opened: false, cause: reply };
  return { kind: 'refused', at: stageOf(ending), code, reply, permanent: isPermanent(code) };
}

function letterEnded(ending: Ending): Delivery {
  if ('reply' in ending) return { kind: 'sent', reply: cleanReply(ending.reply) };

  const code = ending.code === 'EMESSAGE' ? (ending.responseCode ?? 0) : 0;
  // 421 tells that the server is leaving, not what became of the letter it has just read.
  if (code < 400 || code === 421) return { kind: 'unknown', cause: wordsOf(ending) };
  return { kind: 'refused', at: 'body', code, reply: cleanReply(ending.response ?? ''), permanent: isPermanent(code) };
}

function notSent(ending: Ending): Delivery {
  if ('reply' in ending)
    return { kind: 'not-sent', trouble: 'protocol', opened: true, cause: `too early: ${cleanReply(ending.reply)}` };
  const trouble = ending.code === 'EPROTOCOL' ? 'protocol' : 'connect';
  return { kind: 'not-sent', trouble, opened: true, cause: wordsOf(ending) };
}

// 503 says that this conversation went wrong, not that the mail is unwelcome (RFC 5321 4.3.2).
const isPermanent = (code: number) => code >= 500 && code !== 503;

function stageOf({ command }: SMTPError): Stage {
  return command === 'MAIL FROM' || command === 'RCPT TO' ? command : 'DATA';
}
