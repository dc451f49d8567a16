import { reach } from '#core/process/crash-point.ts';
import type { JoinedRun } from '#core/runs/join-run.ts';
import { pauseItself } from '#core/runs/pause-run.ts';
import { isBeingSent } from '#core/store/senders.ts';
import type { JobContext } from '../context.ts';
import { type Lane, openLane } from '../mail/lane.ts';
import { contactOf } from '../mail/letters/contact.ts';
import { sentBy } from '../mail/mailbox.ts';
import { makeBatcher } from './batcher.ts';
import { makeClaims } from './claims.ts';
import { makeCopies } from './copies.ts';
import { hangUpLate } from './hang-up-late.ts';
import { makeMailServer } from './mail-server.ts';
import { makePace } from './pace.ts';
import { makeResults, type Results } from './results.ts';
import { type LaneWork, runLane } from './run-lane.ts';

export type Sender = {
  /** Mails everybody whose time has come, over all lanes. */
  pass(): Promise<void>;
  /** Sends over as many lanes more: it has another share. */
  widen(): void;
  results: Results;
};

/**
 * SMTP connections for one share, so that a run has 64 at the most. More hide the latency of a relay, fewer leave less unknown
 * after a crash. Postfix allows one client 50 (smtpd_client_connection_count_limit).
 */
const LANES = 32;

type Ends = { halt: AbortSignal /** Stops this sender for good. */; end(): void };

export function makeSender(context: JobContext, run: JoinedRun, { halt, end }: Ends): Sender {
  const { db, log, sending, mail, countMail } = context;
  const { share, ttlHours } = run;
  let most = LANES;
  const results = makeResults({ sending, log, countMail, share, most: () => most });
  const server = makeMailServer(LANES, halt);
  let givingUp: Promise<unknown> | undefined;
  let open = () => {};

  const work: Omit<LaneWork, 'claims'> = {
    ...{ from: sentBy(run, mail.from), results, server, log, halt },
    copies: copiesOf(context, run),
    pace: makePace({ db, log, companyId: share.companyId, halt }),
    gate: makeBatcher(pass, { inFlight: 2, most: 500 }),
    async mayBeOver() {
      if (!(await isBeingSent(db, share))) end();
    },
    async giveUp() {
      const cause = server.cause();
      if (cause) givingUp ??= pauseItself(db, share, cause).finally(end);
      await givingUp;
    },
  };

  async function pass(ids: string[]): Promise<boolean[]> {
    await reach('gate:before');
    const passed = new Set(await sending.pass(share, ids));
    await reach('gate:after');
    return ids.map((id) => passed.has(id));
  }

  return {
    results,
    widen() {
      most += LANES;
      server.widen(LANES);
      open();
    },
    async pass() {
      const claims = makeClaims({ sending, log, share, ttlHours, halt });
      const lanes: Lane[] = [];
      const ends: Promise<PromiseSettledResult<void>[]>[] = [];
      open = () => {
        while (lanes.length < server.lanes()) {
          const lane = openLane(mail.smtp, { log });
          const number = lanes.push(lane) - 1;
          ends.push(Promise.allSettled([runLane(lane, number, { ...work, claims }).finally(() => lane.close())]));
        }
      };
      open();
      const deadline = hangUpLate(lanes, context.stopping);
      const settled = [];
      // More may come while the first are awaited.
      for (const end of ends) settled.push(...(await end));
      open = () => {};
      deadline.end();
      for (const over of settled) if (over.status === 'rejected') throw over.reason;
    },
  };
}

function copiesOf(context: JobContext, run: JoinedRun) {
  const { company, logo, invitedBy, invitedByEmail, rehearsal } = run;
  return makeCopies({
    from: sentBy(run, context.mail.from),
    company,
    logo,
    inviter: invitedBy,
    contact: contactOf(invitedBy, invitedByEmail),
    linksBeginWith: `${context.publicUrl}/link/`,
    rehearsal,
  });
}
