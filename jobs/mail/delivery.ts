/** Where in the transaction the server said no. `body`: after it had read the whole letter. */
export type Stage = 'MAIL FROM' | 'RCPT TO' | 'DATA' | 'body';

/** What keeps every mail from leaving, as opposed to this one. */
export type Trouble = 'connect' | 'login' | 'tls' | 'protocol' | 'busy';

/** What became of one mail. Replies are the server's own words, shortened, without control characters. */
export type Delivery =
  | { kind: 'sent'; reply: string }
  /** The server answered no, so nothing arrived. Permanent: the same answer is to be expected tomorrow (5xx). */
  | { kind: 'refused'; at: Stage; code: number; reply: string; permanent: boolean }
  /** Nothing was asked of the server: this is not an address one can mail to. */
  | { kind: 'invalid-address' }
  /** `body` said no. Nothing arrived. */
  | { kind: 'withheld' }
  /** Not a byte of the letter left, so it is safe to try again. `opened`: the server had been ready, so it may be this mail that it cannot bear. */
  | { kind: 'not-sent'; trouble: Trouble; opened: boolean; cause: string }
  /** The letter left and no answer came: it may have arrived, so it must not be sent again by itself. */
  | { kind: 'unknown'; cause: string };

const LONGEST_REPLY = 500;

/** A server writes what it likes; PostgreSQL takes no NUL, and a chat card no novel. */
export function cleanReply(reply: string): string {
  return reply
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REPLY);
}
