import type { Person } from '#core/invitations/claim-people.ts';
import { maskEmail } from '#core/mask.ts';
import type { Result } from '#core/store/invitations.ts';
import type { Delivery } from '../mail/delivery.ts';

// Servers that ask for patience (greylisting) usually mean minutes; RFC 5321 4.5.4.1 advises at least 30 for the long run.
const BACK_OFF_MINUTES = [1, 5, 15, 60];
const MOST_ATTEMPTS = BACK_OFF_MINUTES.length + 1;
const LONGEST_REPLY = 200;

type Mailed = { person: Person; messageId: string };
/** When nothing could be sent: how long to wait, and whether that counts against this person. */
type Retry = { seconds: number; attempted: boolean };

/** What a delivery means for a person. Undefined: the mail was held back, and somebody else has written down why. */
export function resultOf({ person, messageId }: Mailed, delivery: Delivery, retry: Retry): Result | undefined {
  const { id } = person;
  switch (delivery.kind) {
    case 'sent':
      return { id, state: 'sent', messageId, reply: words(delivery.reply) };
    case 'unknown':
      return { id, state: 'unknown', messageId, reply: words(delivery.cause) };
    case 'invalid-address':
      return { id, state: 'failed', reason: 'EMAIL_INVALID', attempted: false };
    case 'not-sent':
      return retry.attempted && person.attempt + 1 >= MOST_ATTEMPTS
        ? { id, state: 'failed', reason: 'MAIL_SERVER_FAILED', attempted: true, reply: words(delivery.cause) }
        : { id, state: 'queued', ...retry, reply: words(delivery.cause) };
    case 'refused':
      return refused(person, delivery);
    case 'withheld':
      return undefined;
  }
}

type Refused = Extract<Delivery, { kind: 'refused' }>;

function refused({ id, attempt }: Person, { at, permanent, reply }: Refused): Result {
  const said = words(reply);
  // A sender that is refused says nothing about the person: theirs is a mail that can be tried again.
  if (permanent && at === 'MAIL FROM')
    return { id, state: 'failed', reason: 'MAIL_SERVER_FAILED', attempted: true, reply: said };
  if (permanent) return { id, state: 'failed', reason: 'EMAIL_REJECTED', attempted: true, reply: said };

  const minutes = BACK_OFF_MINUTES[attempt];
  if (minutes === undefined) return { id, state: 'failed', reason: 'MAIL_SERVER_FAILED', attempted: true, reply: said };
  return { id, state: 'queued', seconds: minutes * 60, attempted: true, reply: said };
}

/** The server's words without the addresses that they like to repeat. */
const words = (reply: string) => reply.replaceAll(/[^\s<>(),;:]+@[^\s<>(),;:]+/g, maskEmail).slice(0, LONGEST_REPLY);
