import type { Operator } from '../operator.ts';
import type { Tx } from './db.ts';

/**
 * Makes one operator of two: their users, their permissions, and what is not over. A yes to a run that turns out to be
 * their own counts no more, and two of theirs to one run are one. Gives the runs of theirs that wait.
 */
export async function joinOperators(tx: Tx, from: Operator, into: Operator): Promise<string[]> {
  const { companyId } = into;
  await tx.$executeRaw`
    UPDATE chat_user SET operator_id = ${into.id}::uuid
     WHERE company_id = ${companyId}::uuid AND operator_id = ${from.id}::uuid`;
  await tx.$executeRaw`
    INSERT INTO permission_grant (company_id, operator_id, permission, granted_by, granted_at)
    SELECT company_id, ${into.id}::uuid, permission, granted_by, granted_at FROM permission_grant
     WHERE company_id = ${companyId}::uuid AND operator_id = ${from.id}::uuid ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    DELETE FROM permission_grant WHERE company_id = ${companyId}::uuid AND operator_id = ${from.id}::uuid`;
  // Whoever gets that address next is somebody else.
  await tx.$executeRaw`
    UPDATE operator SET email = NULL WHERE company_id = ${companyId}::uuid AND id = ${from.id}::uuid`;
  await handOver(tx, from, into);
  await joinApprovals(tx, from, into);
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM run WHERE company_id = ${companyId}::uuid AND state = 'awaiting_approval'
       AND (requested_by = ${into.id}::uuid OR EXISTS (
             SELECT FROM run_approval given WHERE given.company_id = run.company_id AND given.run_id = run.id
                AND given.operator_id = ${into.id}::uuid))`;
  return waiting.map(({ id }) => id);
}

/** What they began and can still decide on. Of what is over, history stays. */
async function handOver(tx: Tx, { companyId, id: from }: Operator, { id: into }: Operator): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET requested_by = ${into}::uuid
     WHERE company_id = ${companyId}::uuid AND requested_by = ${from}::uuid AND ended_at IS NULL`;
  await tx.$executeRaw`
    UPDATE import SET requested_by = ${into}::uuid
     WHERE company_id = ${companyId}::uuid AND requested_by = ${from}::uuid AND ended_at IS NULL`;
  await tx.$executeRaw`
    UPDATE held_file SET given_by = ${into}::uuid WHERE company_id = ${companyId}::uuid AND given_by = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE connect_code SET made_by = ${into}::uuid WHERE company_id = ${companyId}::uuid AND made_by = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE test_mail SET operator_id = ${into}::uuid
     WHERE company_id = ${companyId}::uuid AND operator_id = ${from}::uuid AND told_at IS NULL`;
}

/** Of decided runs, history stays. */
async function joinApprovals(tx: Tx, from: Operator, into: Operator): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM run_approval given USING run
     WHERE given.company_id = ${into.companyId}::uuid AND given.operator_id IN (${from.id}::uuid, ${into.id}::uuid)
       AND run.company_id = given.company_id AND run.id = given.run_id AND run.state = 'awaiting_approval'
       AND (run.requested_by = ${into.id}::uuid OR given.operator_id = ${from.id}::uuid AND EXISTS (
             SELECT FROM run_approval other WHERE other.company_id = given.company_id AND other.run_id = given.run_id
                AND other.operator_id = ${into.id}::uuid))`;
  await tx.$executeRaw`
    UPDATE run_approval given SET operator_id = ${into.id}::uuid FROM run
     WHERE given.company_id = ${into.companyId}::uuid AND given.operator_id = ${from.id}::uuid
       AND run.company_id = given.company_id AND run.id = given.run_id AND run.state = 'awaiting_approval'`;
}
