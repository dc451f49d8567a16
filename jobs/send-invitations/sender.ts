import type { TakenRun } from '#core/runs/take-up-run.ts';
import { passGate } from '#core/store/invitations.ts';
import { restOf } from '#core/store/rest.ts';
import type { JobContext } from '../context.ts';
import { openLane } from '../mail/lane.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { makeBatcher } from './batcher.ts';
import { makeClaims } from './claims.ts';
import { makeCopies } from './copies.ts';
import { type MailServer, makeMailServer } from './mail-server.ts';
import { makeResults, type Results } from './results.ts';
import { type LaneWork, runLane } from './run-lane.ts';

export type Sender = {
  /** Mails everybody whose time has come, over all lanes. */
  pass(): Promise<void>;
  results: Results;
  server: MailServer;
};

/**
 * SMTP connections of one run, 1 to 64. More hide the latency of a relay, fewer leave less unknown after a crash. Postfix
 * allows one client 50 (smtpd_client_connection_count_limit).
 */
const LANES = 32;

type Claim = { claim: string /** Stops this sender for good. */; halt(): void };

export function makeSender(context: JobContext, run: TakenRun, { claim, halt }: Claim): Sender {
  const { db, log, stopping, mail } = context;
  const { held, company, ttlHours } = run;
  const from = sentBy(run, mail.from);
  const results = makeResults({ db, log, held, claim, most: LANES });
  const server = makeMailServer();

  const work: Omit<LaneWork, 'claims'> = {
    ...{ from, results, server, stopping, log },
    copies: makeCopies({
      from,
      company,
      inviter: run.invitedBy,
      contact: run.invitedByEmail ? `${run.invitedBy} (${run.invitedByEmail})` : run.invitedBy,
      linksBeginWith: `${context.publicUrl}/link/`,
    }),
    gate: makeBatcher(
      async (ids) => {
        const passed = new Set(await passGate(db, held, claim, ids));
        return ids.map((id) => passed.has(id));
      },
      { inFlight: 2, most: 500 },
    ),
    async mayStop() {
      const rest = await restOf(db, held);
      if (rest?.state !== 'sending') halt();
    },
  };

  // A lane fails when our own database does: the others need not go on until they notice.
  function giveUp(error: unknown): never {
    halt();
    throw error;
  }

  return {
    results,
    server,
    async pass() {
      const claims = makeClaims({ db, secrets: context.secrets, held, claim, ttlHours, stopping });
      const lanes = Array.from({ length: LANES }, () => openLane(mail.smtp, { log }));
      const ends = await Promise.allSettled(lanes.map((lane) => runLane(lane, { ...work, claims }).catch(giveUp)));
      await Promise.all(lanes.map((lane) => lane.close()));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
}

/** The company's own address where it has set one, under the deployment's name for itself or else the company's. */
function sentBy({ company, mailFrom }: TakenRun, deployment: Mailbox): Mailbox {
  return { name: deployment.name ?? company, address: mailFrom || deployment.address };
}
