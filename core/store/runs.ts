import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { CardRef, Operator } from '../operator.ts';
import type { RunCause } from '../runs/cause.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';

/**
 * Every change of a run's state holds its company until the end of the transaction. Two of them never cross,
 * and whoever comes second sees what the first has done.
 */
export async function lockCompany(tx: Tx, companyId: string): Promise<void> {
  // Not FOR UPDATE: rows that refer to the company may still be written meanwhile.
  await tx.$executeRaw`SELECT FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
}

export type StandingRun = {
  id: string;
  state: RunState;
  version: number;
  channel: Channel;
  title: string;
  threadId: string;
  importId: string | null;
  requestedBy: string;
  people: number;
  toInvite: number;
  hasStarted: boolean;
  /** The inbox that gets its mails; null where it is no rehearsal. */
  rehearsal: string | null;
  /** When it is to be sent, where that is not at once. */
  sendAt: Date | null;
  /** Who moved it last, and when; nobody where it came to its end by itself. */
  by: string | null;
  at: Date | null;
};

/** A draft or a wait for approval counts as expired from the end of its time on, whenever it is swept up. */
export async function findRun(tx: Tx, companyId: string, runId: string): Promise<StandingRun | undefined> {
  const [run] = await tx.$queryRaw<StandingRun[]>`
    SELECT run.id, standing.state, card_version AS version, channel, title, thread_id AS "threadId", import_id AS "importId",
           requested_by AS "requestedBy", people, to_invite AS "toInvite", rehearsal, send_at AS "sendAt",
           started_at IS NOT NULL AS "hasStarted", operator.name AS by,
           CASE WHEN standing.alone THEN coalesce(ended_at, expires_at) ELSE coalesce(decided_at, confirmed_at) END AS at
      FROM run
      CROSS JOIN LATERAL (
        SELECT CASE WHEN run.state IN ('draft', 'awaiting_approval') AND expires_at <= now() THEN 'expired' ELSE run.state END AS state
      ) now_is
      CROSS JOIN LATERAL (SELECT now_is.state, now_is.state IN ('completed', 'expired', 'aborted') AS alone) standing
      LEFT JOIN operator ON operator.company_id = run.company_id AND NOT standing.alone
                        AND operator.id = coalesce(decided_by, CASE WHEN confirmed_at IS NOT NULL THEN requested_by END)
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
  return run;
}

// The first of the reminders (reminders.ts).
const REMIND_AFTER = Prisma.sql`interval '15 minutes'`;

/** `approvals`: so many others have to say yes. `first`: only so many people are mailed before it waits for a look. `at`: not before then. */
type Confirmed = { approvals: number; first?: number | undefined; at?: Date | undefined };

/** Lets a draft wait for its turn, for its time, or until so many others have said yes. False when somebody else got there first. */
export async function confirmRun(
  tx: Tx,
  by: Operator,
  card: CardRef,
  { approvals, first, at }: Confirmed,
): Promise<boolean> {
  const moved =
    approvals > 0
      ? await tx.$executeRaw`
        UPDATE run SET state = 'awaiting_approval', requested_by = ${by.id}::uuid, confirmed_at = now(),
                       requester_email = (SELECT email FROM operator WHERE company_id = run.company_id AND id = ${by.id}::uuid),
                       try_first = ${first ?? null}::int, send_at = ${at ?? null}::timestamptz, approvals_needed = ${approvals}, remind_at = now() + ${REMIND_AFTER},
                       expires_at = now() + interval '24 hours', over_limit = NULL, card_version = card_version + 1
         WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'draft' AND card_version = ${card.version}
           AND expires_at > now()`
      : await tx.$executeRaw`
        UPDATE run SET state = ${at ? 'scheduled' : 'pending'}::"RunState", requested_by = ${by.id}::uuid, confirmed_at = now(),
                       expires_at = NULL, try_first = ${first ?? null}::int, send_at = ${at ?? null}::timestamptz, over_limit = NULL,
                       card_version = card_version + 1
         WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'draft' AND card_version = ${card.version}
           AND expires_at > now()`;
  return moved === 1;
}

/** How many people were to be invited from the list as it was before it was split. */
export async function peopleOfWhole(tx: Tx, companyId: string, runId: string): Promise<number> {
  const [found] = await tx.$queryRaw<{ people: number }[]>`
    SELECT coalesce(whole.to_invite, run.to_invite) AS people FROM run
      LEFT JOIN run whole ON whole.company_id = run.company_id AND whole.id = run.parent_id AND run.source->>'kind' = 'part-of'
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
  // Of another company's run nothing is known.
  return found?.people ?? 0;
}

/** The end of the queue, in the order of confirmation. */
export async function takePlace(tx: Tx, companyId: string, runId: string): Promise<void> {
  await tx.$executeRaw`
    WITH next AS (UPDATE company SET last_seq = last_seq + 1 WHERE id = ${companyId}::uuid RETURNING last_seq)
    UPDATE run SET seq = next.last_seq FROM next WHERE company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
}

type Ending = { from: RunState; to: 'discarded' | 'rejected' | 'cancelled'; cause?: RunCause | (string & {}) };

/** Ends a held run of which nothing was sent: everybody it would have invited is cancelled. */
export async function endUnsent(tx: Tx, by: Operator, card: CardRef, { from, to, cause }: Ending): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE run SET state = ${to}::"RunState", decided_by = ${by.id}::uuid, decided_at = now(), ended_at = now(),
                   expires_at = NULL, remind_at = NULL, requester_email = NULL, cause = ${cause ?? null}, card_version = card_version + 1
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = ${from}::"RunState"
       AND card_version = ${card.version}`;
  await followEnding(tx, by.companyId, card, moved);
}

/** From now on nothing more of a held run leaves; what is leaving just now still gets its result. */
export async function startCancelling(tx: Tx, by: Operator, card: CardRef): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE run SET state = 'cancelling', decided_by = ${by.id}::uuid, decided_at = now(), cause = NULL,
                   card_version = card_version + 1
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'sending' AND card_version = ${card.version}`;
  await followEnding(tx, by.companyId, card, moved);
}

/** Whoever holds a run has compared its card, so a miss is our mistake: nothing of what was done with it may stay. */
async function followEnding(tx: Tx, companyId: string, { id }: CardRef, moved: number): Promise<void> {
  if (moved !== 1) throw new Error(`The run ${id} was not held`);
  await cancelQueued(tx, companyId, [id]);
}

/** Whoever has not been mailed will not be. Rows in somebody's hands just now are left to them, so that nobody waits for anybody. */
export async function cancelQueued(tx: Tx, companyId: string, runIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitation SET state = 'cancelled', claim = NULL, next_attempt_at = NULL
     WHERE company_id = ${companyId}::uuid AND id = ANY (ARRAY(
       SELECT id FROM invitation
        WHERE company_id = ${companyId}::uuid AND run_id = ANY(${runIds}::uuid[]) AND state IN ('queued', 'claimed')
          FOR UPDATE SKIP LOCKED))`;
}

/** Companies with drafts or waits for approval whose time is over. */
export async function companiesToExpire(tx: Tx): Promise<string[]> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT company_id AS id FROM run WHERE state IN ('draft', 'awaiting_approval') AND expires_at <= now()`;
  return companies.map(({ id }) => id);
}

type Expired = { id: string; threadId: string; asked: boolean };

/** Ends the company's, with the company locked. `asked`: others were to say yes, and did not. */
export async function expireRuns(tx: Tx, companyId: string): Promise<Expired[]> {
  const expired = await tx.$queryRaw<Expired[]>`
    UPDATE run SET state = 'expired', ended_at = now(), remind_at = NULL, requester_email = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND state IN ('draft', 'awaiting_approval') AND expires_at <= now()
    RETURNING id, thread_id AS "threadId", approvals_needed > 0 AS asked`;
  if (expired.length > 0)
    await cancelQueued(
      tx,
      companyId,
      expired.map(({ id }) => id),
    );
  return expired;
}

/** The card that was pressed is done with, though the state stays: a second press of the same button finds it out of date. */
export async function useCard(tx: Tx, companyId: string, card: CardRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${card.id}::uuid AND card_version = ${card.version}`;
}
