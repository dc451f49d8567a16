import { Prisma } from '#prisma/generated/client.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';

// Who holds a run renews its lease every 5 s. Only the database's clock counts.
export const LEASE = Prisma.sql`now() + interval '15 seconds'`;

/** A run, and the number of the only holder that may send it. */
export type Held = { companyId: string; runId: string; fence: bigint };

/** Fences only go up: no two holders of a company ever have the same one. */
export async function nextFence(tx: Tx, companyId: string): Promise<bigint> {
  const [company] = await tx.$queryRaw<{ fence: bigint }[]>`
    UPDATE company SET fence = fence + 1 WHERE id = ${companyId}::uuid RETURNING fence`;
  if (!company) throw new Error('The company is gone');
  return company.fence;
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

/** `moved`: somebody's outcome has become known since. False when the run has another holder by now, or needs none. */
export async function renewLease(tx: Tx, { companyId, runId, fence }: Held, moved: boolean): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    UPDATE run SET lease_until = ${LEASE}, moved_at = CASE WHEN ${moved} THEN now() ELSE moved_at END
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
