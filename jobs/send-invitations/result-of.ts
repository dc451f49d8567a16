import { maskEmailsIn } from '#core/mask.ts';
import type { Person } from '#core/sending/person.ts';
import type { Result } from '#core/sending/result.ts';
import type { Delivery } from '../mail/delivery.ts';

// Servers that ask for patience (greylisting) usually mean minutes; RFC 5321 4.5.4.1 advises at least 30 for the long run.
const BACK_OFF_MINUTES = [1, 5, 15, 60];
const LONGEST_REPLY = 200;

// What says nothing about the person is tried again soon: the breaker stops the run long before it has been tried often.
const SOON_SECONDS = 5;

/** `isRehearsal`: the mail was for the inbox of the company, so no refusal of it is about the person. */
type Mailed = { person: Person; messageId: string; isRehearsal: boolean };

/**
 * What a delivery means for a person. `attempted`: what went wrong counts against them. Undefined: the mail was held back,
 * and somebody else has written down why.
 */
export function resultOf(mailed: Mailed, delivery: Delivery, attempted: boolean): Result | undefined {
  const { person, messageId, isRehearsal } = mailed;
  const { id } = person;
  switch (delivery.kind) {
    case 'sent':
      return { id, state: 'sent', messageId, reply: words(delivery.reply) };
    case 'unknown':
      return { id, state: 'unknown', messageId, reply: words(delivery.cause) };
    case 'invalid-address':
      return { id, state: 'failed', reason: isRehearsal ? 'MAIL_SERVER_FAILED' : 'EMAIL_INVALID', attempted: false };
    case 'not-sent':
      return later(person, words(delivery.cause), attempted);
    case 'refused':
      return refused(mailed, delivery, attempted);
    case 'withheld':
      return undefined;
  }
}

type Refused = Extract<Delivery, { kind: 'refused' }>;

function refused({ person, isRehearsal }: Mailed, { at, permanent, reply }: Refused, attempted: boolean): Result {
  if (!permanent) return later(person, words(reply), attempted);
  // A sender that is refused says nothing about the person: theirs is a mail that can be tried again.
  const reason = at === 'MAIL FROM' || isRehearsal ? 'MAIL_SERVER_FAILED' : 'EMAIL_REJECTED';
  return { id: person.id, state: 'failed', reason, attempted: true, reply: words(reply) };
}

function later({ id, attempt }: Person, reply: string, attempted: boolean): Result {
  if (!attempted) return { id, state: 'queued', seconds: SOON_SECONDS, attempted, reply };
  const minutes = BACK_OFF_MINUTES[attempt];
  if (minutes === undefined) return { id, state: 'failed', reason: 'MAIL_SERVER_FAILED', attempted, reply };
  return { id, state: 'queued', seconds: minutes * 60, attempted, reply };
}

/** The server's words without the addresses that they like to repeat. */
const words = (reply: string) => maskEmailsIn(reply).slice(0, LONGEST_REPLY);
