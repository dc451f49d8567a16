import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

export async function companiesToRemind(tx: Tx): Promise<string[]> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT company_id AS id FROM run WHERE remind_at <= now() AND state = 'awaiting_approval'`;
  return companies.map(({ id }) => id);
}

// 15 minutes to the first one, then 30, 60 and so on; none behind the end of the wait.
const NEXT = Prisma.sql`now() + interval '15 minutes' * 2 ^ (reminders + 1)`;

/**
 * The company's runs, with the company locked, whose approvers are to be reminded now. They are due again later. Where the
 * company has none `wanted`, none is counted: the first one that is told mentions who may approve.
 */
export function takeReminders(
  tx: Tx,
  companyId: string,
  wanted: boolean,
): Promise<{ runId: string; threadId: string }[]> {
  return tx.$queryRaw<{ runId: string; threadId: string }[]>`
    UPDATE run SET reminders = reminders + ${wanted ? 1 : 0}::int, remind_at = CASE WHEN ${NEXT} < expires_at THEN ${NEXT} END
     WHERE company_id = ${companyId}::uuid AND state = 'awaiting_approval' AND remind_at <= now() AND expires_at > now()
    RETURNING id AS "runId", thread_id AS "threadId"`;
}
