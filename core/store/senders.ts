import { Prisma } from '#prisma/generated/client.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** A run under the fence of its present start. */
export type Held = { companyId: string; runId: string; fence: bigint };

/** A share of a run, and the claim that marks the people whom its sender has taken. One that has both shares has one claim. */
export type Share = Held & { slot: number; claim: string };

// Who sends a share renews its lease every 5 s. Only the database's clock counts.
const LEASE = Prisma.sql`now() + interval '15 seconds'`;

/** Fences only go up: no two starts of a company's runs ever have the same one. */
export async function nextFence(tx: Tx, companyId: string): Promise<bigint> {
  const companies = await tx.$queryRaw<{ fence: bigint }[]>`
    UPDATE company SET fence = fence + 1 WHERE id = ${companyId}::uuid RETURNING fence`;
  return only(companies).fence;
}

type Wanted = { companyId: string; runId: string; slot: number };
type Newcomer = { claim: string; host: string; pid: number };
export type SendingRun = {
  fence: bigint;
  requestedBy: string | null;
  requesterEmail: string | null;
  rehearsal: string | null;
};

/** Takes a free share of a run that is being sent. Undefined when somebody has it, or nothing is to be sent. */
export async function takeShare(
  tx: Tx,
  wanted: Wanted,
  { claim, host, pid }: Newcomer,
): Promise<SendingRun | undefined> {
  const { companyId, runId, slot } = wanted;
  const [run] = await tx.$queryRaw<SendingRun[]>`
    SELECT run.fence, run.rehearsal, operator.name AS "requestedBy", operator.email AS "requesterEmail" FROM run
      LEFT JOIN operator ON operator.company_id = run.company_id AND operator.id = run.requested_by
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid AND run.state IN ('sending', 'cancelling')
       FOR SHARE OF run`;
  if (!run) return undefined;
  const taken = await tx.$executeRaw`
    INSERT INTO sender (company_id, run_id, slot, claim, host, pid, lease_until)
    VALUES (${companyId}::uuid, ${runId}::uuid, ${slot}::int, ${claim}::uuid, ${host}, ${pid}::int, ${LEASE}) ON CONFLICT DO NOTHING`;
  return taken === 1 ? run : undefined;
}

/** `moved`: somebody's outcome has become known since. Of how many shares the caller still has the lease. */
export async function renewLease(tx: Tx, { companyId, runId, fence, claim }: Share, moved: boolean): Promise<number> {
  const renewed = await tx.$executeRaw`
    UPDATE sender SET lease_until = ${LEASE} WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND claim = ${claim}::uuid`;
  if (moved) {
    await tx.$executeRaw`
      UPDATE run SET moved_at = now()
       WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state = 'sending'`;
  }
  return renewed;
}

/** Whether mails of this share may still leave. */
export async function isBeingSent(tx: Tx, { companyId, runId, fence, claim }: Share): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM run JOIN sender ON sender.company_id = run.company_id AND run_id = run.id
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid AND run.fence = ${fence} AND state = 'sending'
       AND claim = ${claim}::uuid`;
  return found.length > 0;
}

export type Sender = Wanted & Newcomer & { expired: boolean };

/** Senders that have not been heard of for longer than their lease, and all of this machine. */
export function sendersToDoubt(tx: Tx, host: string): Promise<Sender[]> {
  return tx.$queryRaw<Sender[]>`
    SELECT company_id AS "companyId", run_id AS "runId", slot, claim, host, pid, lease_until < now() AS expired
      FROM sender WHERE lease_until < now() OR host = ${host}`;
}

/**
 * Ends a share. Waits for whoever claims people for it at this moment, so that what is cleared up afterwards is all there is.
 * False when it had ended, or was heard of again after it had `expired`.
 */
export async function endShare(
  tx: Tx,
  { companyId, runId, slot, claim, expired }: Omit<Sender, 'host' | 'pid'>,
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    DELETE FROM sender WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND slot = ${slot}::int
                         AND claim = ${claim}::uuid AND (NOT ${expired} OR lease_until < now())`;
  return ended === 1;
}

/** Nobody has anybody of this run in hand any more. */
export async function endShares(tx: Tx, { companyId, runId }: Omit<Held, 'fence'>): Promise<void> {
  await tx.$executeRaw`DELETE FROM sender WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid`;
}

export type Left = Held & { state: RunState };

/** The run that a sender was at, with its company locked. */
export async function runOfShare(tx: Tx, { companyId, runId }: Omit<Held, 'fence'>): Promise<Left | undefined> {
  const [run] = await tx.$queryRaw<{ fence: bigint; state: RunState }[]>`
    SELECT fence, state FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid`;
  return run && { companyId, runId, ...run };
}

/** Runs that are to be sent and that nobody sends: their doorbell was lost. */
export function unsentRuns(tx: Tx): Promise<Held[]> {
  return tx.$queryRaw<Held[]>`
    SELECT company_id AS "companyId", id AS "runId", fence FROM run
     WHERE state IN ('sending', 'cancelling')
       AND NOT EXISTS (SELECT FROM sender WHERE sender.company_id = run.company_id AND run_id = run.id)`;
}

/** How often in a row whoever sent a run was gone before anybody's outcome was known, the sender of this claim included. */
export async function countTakeOver(tx: Tx, { companyId, runId }: Omit<Held, 'fence'>, claim: string): Promise<number> {
  const runs = await tx.$queryRaw<{ takeOvers: number }[]>`
    UPDATE run SET take_overs = CASE WHEN EXISTS (
             SELECT FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND claim = ${claim}::uuid
                                      AND state IN ('sent', 'failed')) THEN 0 ELSE take_overs + 1 END
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid
    RETURNING take_overs AS "takeOvers"`;
  return only(runs).takeOvers;
}
