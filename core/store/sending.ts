import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { RunCause } from '../runs/cause.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';
import { stateOf, verdicts } from './forecast.ts';

// Who holds a run renews its lease every 5 s. Only the database's clock counts.
const LEASE = Prisma.sql`now() + interval '15 seconds'`;

/** A run, and the number of the only holder that may send it. */
export type Held = { companyId: string; runId: string; fence: bigint };

export type Head = { id: string; channel: Channel };

/** The company's next run, where nothing is being sent. Its company is locked. */
export async function headOfQueue(tx: Tx, companyId: string): Promise<Head | undefined> {
  const [head] = await tx.$queryRaw<Head[]>`
    SELECT id, channel FROM run
     WHERE company_id = ${companyId}::uuid AND state = 'pending'
       AND NOT EXISTS (SELECT FROM run WHERE company_id = ${companyId}::uuid AND state IN ('sending', 'cancelling'))
     ORDER BY seq LIMIT 1`;
  return head;
}

/** Fences only go up: no two holders of a company ever have the same one. */
async function nextFence(tx: Tx, companyId: string): Promise<bigint> {
  const [company] = await tx.$queryRaw<{ fence: bigint }[]>`
    UPDATE company SET fence = fence + 1 WHERE id = ${companyId}::uuid RETURNING fence`;
  if (!company) throw new Error('The company is gone');
  return company.fence;
}

/** Starts a pending run. The index `one_sending_run` refuses where another one is being sent. */
export async function startSending(tx: Tx, companyId: string, runId: string): Promise<Held | undefined> {
  const fence = await nextFence(tx, companyId);
  const started = await tx.$executeRaw`
    UPDATE run SET state = 'sending', fence = ${fence}, lease_until = ${LEASE}, started_at = coalesce(started_at, now()),
                   cause = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'pending'`;
  return started === 1 ? { companyId, runId, fence } : undefined;
}

/** Compares the frozen list with the present. Who cannot be invited any more is told apart from the forecast, and a number that changed is followed. */
export async function judgeAgain(tx: Tx, companyId: string, { id, channel }: Head): Promise<number> {
  return tx.$executeRaw`
    UPDATE invitation SET state = ${stateOf(Prisma.sql`now.reason`)}, reason = now.reason, phone = now.phone, differs = true
      FROM (SELECT i.id, verdict.reason, coalesce(member.phone, i.phone) AS phone
              FROM invitation i
              CROSS JOIN LATERAL (SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = i.member_id LIMIT 1) member
              ${verdicts({ companyId, channel, starting: id })}
             WHERE i.company_id = ${companyId}::uuid AND i.run_id = ${id}::uuid AND i.state = 'queued'
               AND (verdict.reason IS NOT NULL OR member.phone IS DISTINCT FROM i.phone)) now
     WHERE invitation.company_id = ${companyId}::uuid AND invitation.id = now.id AND invitation.state = 'queued'`;
}

export type SendingRun = { requestedBy: string | null; requesterEmail: string | null };

/**
 * Takes up a run with the ticket that its job carries, once: the holder gets a fence of its own, so a job that is
 * delivered again finds that its ticket has been used.
 */
export async function takeUp(tx: Tx, ticket: Held): Promise<(SendingRun & { fence: bigint }) | undefined> {
  const { companyId, runId } = ticket;
  const fence = await nextFence(tx, companyId);
  const [run] = await tx.$queryRaw<SendingRun[]>`
    UPDATE run SET fence = ${fence}, lease_until = ${LEASE}
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${ticket.fence}
       AND state IN ('sending', 'cancelling')
    RETURNING (SELECT name FROM operator WHERE company_id = ${companyId}::uuid AND id = requested_by) AS "requestedBy",
              (SELECT email FROM operator WHERE company_id = ${companyId}::uuid AND id = requested_by) AS "requesterEmail"`;
  return run && { ...run, fence };
}

/** False when the run has another holder by now, or none is needed any more. */
export async function renewLease(tx: Tx, { companyId, runId, fence }: Held): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    UPDATE run SET lease_until = ${LEASE}
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state IN ('sending', 'cancelling')`;
  return renewed === 1;
}

/** Lets go: the next one need not wait for the end of the lease. */
export async function releaseLease(tx: Tx, { companyId, runId, fence }: Held): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET lease_until = now()
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state IN ('sending', 'cancelling')`;
}

export type Orphan = { companyId: string; runId: string };

/** Runs whose holder has not been heard of for longer than its lease. */
export function orphanedRuns(tx: Tx): Promise<Orphan[]> {
  return tx.$queryRaw<Orphan[]>`
    SELECT company_id AS "companyId", id AS "runId" FROM run
     WHERE state IN ('sending', 'cancelling') AND lease_until < now()`;
}

/** Takes a run from a holder that is gone, with its company locked. Undefined when it came back in time. */
export async function takeFromOrphan(
  tx: Tx,
  { companyId, runId }: Orphan,
): Promise<(Held & { state: RunState }) | undefined> {
  const fence = await nextFence(tx, companyId);
  const [run] = await tx.$queryRaw<{ state: RunState }[]>`
    UPDATE run SET fence = ${fence}, lease_until = ${LEASE}
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state IN ('sending', 'cancelling') AND lease_until < now()
    RETURNING state`;
  return run && { companyId, runId, fence, state: run.state };
}

/** Companies whose next run could start. */
export async function companiesToWake(tx: Tx): Promise<string[]> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT company_id AS id FROM run waiting
     WHERE state = 'pending' AND NOT EXISTS (
       SELECT FROM run WHERE company_id = waiting.company_id AND state IN ('sending', 'cancelling'))`;
  return companies.map(({ id }) => id);
}

export type End = { state: 'completed' | 'cancelled' };

/** Ends a run in which nothing is left to do, with its company locked. Undefined while there is. */
export async function endRun(tx: Tx, { companyId, runId, fence }: Held): Promise<End | undefined> {
  const [ended] = await tx.$queryRaw<End[]>`
    UPDATE run SET state = (CASE WHEN state = 'cancelling' THEN 'cancelled' ELSE 'completed' END)::"RunState",
                   ended_at = now(), lease_until = NULL, cause = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state IN ('sending', 'cancelling')
       AND NOT EXISTS (SELECT FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid
                                                AND state IN ('queued', 'claimed', 'sending'))
    RETURNING state`;
  return ended;
}

/** Ends a run before its first mail, because it may not start. */
export async function abortPending(tx: Tx, companyId: string, runId: string, cause: RunCause): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET state = 'aborted', ended_at = now(), cause = ${cause}, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'pending'`;
}

/** What a run that is being sent has trouble with; undefined when it is over. Tells whether that is news. */
export async function noteTrouble(
  tx: Tx,
  { companyId, runId, fence }: Held,
  cause: RunCause | undefined,
): Promise<boolean> {
  const noted = await tx.$executeRaw`
    UPDATE run SET cause = ${cause ?? null}
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state = 'sending'
       AND cause IS DISTINCT FROM ${cause ?? null}`;
  return noted === 1;
}
