import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';
import { verdicts } from './forecast.ts';
import type { Held } from './senders.ts';
import type { Head } from './sending.ts';

/** The last position of a run that may be mailed for now: that of the last of its first people where it is tried, else any. */
export const LAST_FOR_NOW = Prisma.sql`coalesce(run.try_until, 2147483647)`;

/** A run that is tried ends at the last of its first people who can be invited when it first starts. */
export async function endAtFirst(tx: Tx, companyId: string, { id, channel }: Head): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET try_until = (
             SELECT i.position FROM invitation i
              CROSS JOIN LATERAL (SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = i.member_id LIMIT 1) member
              ${verdicts({ companyId, channel, sending: id })}
              WHERE i.company_id = run.company_id AND i.run_id = run.id AND (i.state::text || '') = 'queued' AND verdict.reason IS NULL
              ORDER BY i.position OFFSET run.try_first - 1 LIMIT 1)
     WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid AND try_first IS NOT NULL AND try_until IS NULL`;
}

/** Whether nobody of its first people is left, and others are, with its company locked. */
export async function isTried(tx: Tx, { companyId, runId, fence }: Held): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM run
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state = 'sending' AND try_until IS NOT NULL
       AND NOT EXISTS (SELECT FROM invitation i
                        WHERE i.company_id = run.company_id AND i.run_id = run.id AND i.position <= run.try_until
                          AND i.state IN ('queued', 'claimed', 'sending'))`;
  return found.length > 0;
}
