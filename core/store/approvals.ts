import { Prisma } from '#prisma/generated/client.ts';
import type { CardRef, Operator } from '../operator.ts';
import type { Tx } from './db.ts';

/**
 * Whether an operator counts as who asked for a run: as themselves, or because they have the verified address that whoever asked
 * had then. Somebody who comes back with a new account is another operator, and still the same person.
 */
export const askedFor = (id: Prisma.Sql) => Prisma.sql`
  (run.requested_by = ${id} OR EXISTS (
    SELECT FROM operator asker
     WHERE asker.company_id = run.company_id AND asker.id = ${id} AND asker.email = run.requester_email))`;

/** Those who count as who asked for this run: none of them approves it. */
export async function whoAsked(tx: Tx, companyId: string, runId: string): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT operator.id FROM run JOIN operator ON operator.company_id = run.company_id
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid AND ${askedFor(Prisma.sql`operator.id`)}`;
  return found.map(({ id }) => id);
}

export type GivenApproval = { id: string; operatorId: string; at: Date };

/** Everybody's yes to a run, the first one first. */
export function approvalsOf(tx: Tx, companyId: string, runId: string): Promise<GivenApproval[]> {
  return tx.$queryRaw<GivenApproval[]>`
    SELECT id, operator_id AS "operatorId", decided_at AS at FROM run_approval
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid ORDER BY decided_at, id`;
}

/** The run to which this yes was given. */
export async function runApproved(tx: Tx, companyId: string, approvalId: string): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ runId: string }[]>`
    SELECT run_id AS "runId" FROM run_approval WHERE company_id = ${companyId}::uuid AND id = ${approvalId}::uuid`;
  return found?.runId;
}

/** Notes that somebody else than who asked for it says yes to a run that waits for that. Undefined when they have done so already, be it with another account. */
export async function giveApproval(tx: Tx, by: Operator, card: CardRef): Promise<string | undefined> {
  const [given] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO run_approval (company_id, run_id, operator_id, email)
    SELECT run.company_id, run.id, operator.id, operator.email FROM run
      JOIN operator ON operator.company_id = run.company_id AND operator.id = ${by.id}::uuid
     WHERE run.company_id = ${by.companyId}::uuid AND run.id = ${card.id}::uuid AND state = 'awaiting_approval'
       AND card_version = ${card.version} AND expires_at > now() AND NOT ${askedFor(Prisma.sql`operator.id`)}
    ON CONFLICT DO NOTHING RETURNING id`;
  return given?.id;
}

export type Approved = { state: 'pending' | 'scheduled'; sendAt: Date | null };

/** Lets a run wait for its turn, or its time, once enough of those who may approve now have said yes. Undefined while it has to wait for more. */
export async function approve(tx: Tx, by: Operator, card: CardRef, approvers: string[]): Promise<Approved | undefined> {
  const [approved] = await tx.$queryRaw<Approved[]>`
    UPDATE run SET state = (CASE WHEN send_at > now() THEN 'scheduled' ELSE 'pending' END)::"RunState", decided_by = ${by.id}::uuid, decided_at = now(), expires_at = NULL, remind_at = NULL,
                   requester_email = NULL, card_version = card_version + 1
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'awaiting_approval'
       AND card_version = ${card.version} AND expires_at > now()
       AND approvals_needed <= (SELECT count(*) FROM run_approval given
                                 WHERE given.company_id = run.company_id AND given.run_id = run.id
                                   AND (given.email = run.requester_email) IS NOT TRUE
                                   AND NOT ${askedFor(Prisma.sql`given.operator_id`)}
                                   AND given.operator_id = ANY(${approvers}::uuid[]))
    RETURNING state, send_at AS "sendAt"`;
  return approved;
}
