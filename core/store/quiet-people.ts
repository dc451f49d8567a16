import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

export type InZone = { timeZone: string | null; people: number };

/** Who of a run is still to be mailed, by time zone; `putOff`: only those whose time has not come. */
export function waitingByZone(
  tx: Tx,
  { companyId, runId }: { companyId: string; runId: string },
  putOff: boolean,
): Promise<InZone[]> {
  return tx.$queryRaw<InZone[]>`
    SELECT member.time_zone AS "timeZone", count(*)::int AS people
      FROM invitation i LEFT JOIN member ON member.company_id = i.company_id AND member.id = i.member_id
     WHERE i.company_id = ${companyId}::uuid AND i.run_id = ${runId}::uuid AND i.state = 'queued'
       ${putOff ? Prisma.sql`AND i.next_attempt_at > now()` : Prisma.empty}
     GROUP BY member.time_zone`;
}

// What has begun and is not over.
const BEGUN = Prisma.sql`run.company_id = i.company_id AND run.id = i.run_id AND run.started_at IS NOT NULL
                         AND run.state IN ('pending', 'sending', 'deferred', 'paused')`;

/** The time zones of all who wait until a time of their own. */
export async function zonesPutOff(tx: Tx, companyId: string): Promise<(string | null)[]> {
  const zones = await tx.$queryRaw<{ timeZone: string | null }[]>`
    SELECT DISTINCT member.time_zone AS "timeZone"
      FROM run JOIN invitation i ON ${BEGUN}
      LEFT JOIN member ON member.company_id = i.company_id AND member.id = i.member_id
     WHERE run.company_id = ${companyId}::uuid AND i.state = 'queued' AND i.next_attempt_at > now()`;
  return zones.map(({ timeZone }) => timeZone);
}

/** Those who wait until exactly this moment wait no longer. The runs that they are in. */
export async function release(tx: Tx, companyId: string, until: Date): Promise<string[]> {
  const released = await tx.$queryRaw<{ runId: string }[]>`
    WITH woken AS (
      UPDATE invitation i SET next_attempt_at = NULL FROM run
       WHERE run.company_id = ${companyId}::uuid AND ${BEGUN} AND i.state = 'queued' AND i.next_attempt_at = ${until}::timestamptz
      RETURNING i.run_id)
    SELECT DISTINCT run_id AS "runId" FROM woken`;
  return released.map(({ runId }) => runId);
}

/** A deferred run has its turn again as soon as somebody looks. */
export async function hasten(tx: Tx, companyId: string, runIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET due_at = now() WHERE company_id = ${companyId}::uuid AND id = ANY(${runIds}::uuid[]) AND state = 'deferred'`;
}
