import type { CardRef, Operator } from '../operator.ts';
import type { Tx } from './db.ts';

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

/** Notes that somebody else than who asked for it says yes to a run that waits for that. Undefined when they have done so already. */
export async function giveApproval(tx: Tx, by: Operator, card: CardRef): Promise<string | undefined> {
  const [given] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO run_approval (company_id, run_id, operator_id)
    SELECT company_id, id, ${by.id}::uuid FROM run
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'awaiting_approval'
       AND card_version = ${card.version} AND expires_at > now() AND requested_by <> ${by.id}::uuid
    ON CONFLICT (company_id, run_id, operator_id) DO NOTHING RETURNING id`;
  return given?.id;
}

/** Lets a run go on to the queue once enough of those who may approve now have said yes. False while it has to wait for more. */
export async function approve(tx: Tx, by: Operator, card: CardRef, approvers: string[]): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE run SET state = 'pending', decided_by = ${by.id}::uuid, decided_at = now(), expires_at = NULL, remind_at = NULL,
                   card_version = card_version + 1
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'awaiting_approval'
       AND card_version = ${card.version} AND expires_at > now()
       AND approvals_needed <= (SELECT count(*) FROM run_approval given
                                 WHERE given.company_id = run.company_id AND given.run_id = run.id
                                   AND given.operator_id <> run.requested_by AND given.operator_id = ANY(${approvers}::uuid[]))`;
  return moved === 1;
}
