import type { Log } from '#core/process/log.ts';
import type { Person } from '#core/sending/person.ts';
import type { Delivery } from '../mail/delivery.ts';
import type { Lane } from '../mail/lane.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Batcher } from './batcher.ts';
import type { Claims } from './claims.ts';
import type { Copies } from './copies.ts';
import type { MailServer } from './mail-server.ts';
import type { Pace } from './pace.ts';
import { resultOf } from './result-of.ts';
import type { Results } from './results.ts';

export type LaneWork = {
  from: Mailbox;
  claims: Claims;
  copies: Copies;
  gate: Batcher<string, boolean>;
  results: Results;
  server: MailServer;
  pace: Pace;
  /** Nothing more is to begin. */
  halt: AbortSignal;
  /** The gate was shut before a mail: perhaps the run has been stopped. */
  mayBeOver(): Promise<void>;
  /** The server cannot be used. */
  giveUp(): Promise<void>;
  log: Log;
};

/** Mails one person after another, as long as there are any and the server wants so many lanes. */
export async function runLane(lane: Lane, number: number, work: LaneWork): Promise<void> {
  const { copies, results, server } = work;
  for (let person = await next(number, work); person; person = await next(number, work)) {
    const startedAt = performance.now();
    const delivery = await mail(lane, person, work);
    if (delivery === 'gate-failed') {
      await results.note({ id: person.id, state: 'queued', seconds: 1, attempted: false });
      continue;
    }
    const attempted = server.hear(delivery, startedAt);
    const { isRehearsal } = copies;
    const result = resultOf({ person, messageId: copies.messageId(person), isRehearsal }, delivery, attempted);
    if (result) await results.note(result);
    else await work.mayBeOver();
    if (server.cause()) await work.giveUp();
  }
}

async function next(number: number, { claims, server, pace, halt }: LaneWork): Promise<Person | undefined> {
  await server.ready();
  if (number >= server.lanes()) return undefined;
  const person = await claims.next();
  // Only who has somebody to mail waits for a turn: at the end of a run there are many lanes and nobody left.
  if (person) await pace.turn();
  // A halt ends every wait for a turn at once: who waited is given back with the share.
  return halt.aborted ? undefined : person;
}

/** Our own database did not say whether the mail may leave, so it did not. */
class GateFailed extends Error {}

async function mail(
  lane: Lane,
  person: Person,
  { from, copies, gate, log }: LaneWork,
): Promise<Delivery | 'gate-failed'> {
  const body = async () => {
    // Written first: a letter that cannot be written must not pass the gate.
    const copy = await copies.write(person);
    const mayLeave = await gate.add(person.id).catch((cause: unknown) => {
      throw new GateFailed('the gate did not answer', { cause });
    });
    return mayLeave ? copy : undefined;
  };
  try {
    return await lane.deliver({ from: from.address, to: copies.recipient(person), body });
  } catch (error) {
    log.error({ error, invitationId: person.id }, 'a letter was not handed over');
    if (error instanceof GateFailed) return 'gate-failed';
    return { kind: 'refused', at: 'DATA', code: 451, permanent: false, reply: 'the letter could not be handed over' };
  }
}
