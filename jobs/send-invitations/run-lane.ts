import type { Person } from '#core/invitations/claim-people.ts';
import type { Log } from '#core/process/log.ts';
import type { Delivery } from '../mail/delivery.ts';
import type { Lane } from '../mail/lane.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Batcher } from './batcher.ts';
import type { Claims } from './claims.ts';
import type { Copies } from './copies.ts';
import type { MailServer } from './mail-server.ts';
import { pause } from './pause.ts';
import { resultOf } from './result-of.ts';
import type { Results } from './results.ts';

export type LaneWork = {
  from: Mailbox;
  claims: Claims;
  copies: Copies;
  gate: Batcher<string, boolean>;
  results: Results;
  server: MailServer;
  /** A mail did not leave: perhaps none may leave any more. */
  mayStop(): Promise<void>;
  stopping: AbortSignal;
  log: Log;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Mails one person after another, as long as there are any. While the server cannot be used, it tries at growing intervals. */
export async function runLane(lane: Lane, work: LaneWork): Promise<void> {
  const { claims, copies, results, server, stopping } = work;
  let failures = 0;
  for (let person = await claims.next(); person; person = await claims.next()) {
    const delivery = await mail(lane, person, work);
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    // Where others get through, the trouble may be this person's address: it must not be tried for ever.
    const isTheirs = server.trouble() === undefined;
    server.hear(delivery);

    const retry = { seconds: Math.ceil(pauseMs / 1000), attempted: isTheirs };
    const result = resultOf({ person, messageId: copies.messageId(person) }, delivery, retry);
    if (result) await results.note(result);
    if (!result || delivery.kind === 'not-sent') await work.mayStop();

    failures = delivery.kind === 'not-sent' ? failures + 1 : 0;
    if (failures > 0) await pause(pauseMs, stopping);
  }
}

async function mail(lane: Lane, person: Person, { from, copies, gate, log }: LaneWork): Promise<Delivery> {
  const body = async () => {
    // Written first: a letter that cannot be written must not pass the gate.
    const copy = await copies.write(person);
    return (await gate.add(person.id)) ? copy : undefined;
  };
  try {
    return await lane.deliver({ from: from.address, to: person.email, body });
  } catch (error) {
    log.error({ error, invitationId: person.id }, 'a letter was not handed over');
    return { kind: 'refused', at: 'DATA', code: 451, permanent: false, reply: 'the letter could not be handed over' };
  }
}
