import type { Operator } from '../operator.ts';
import type { Tx } from './db.ts';
import type { Profile } from './operators.ts';

/** Who speaks: a user of a platform, and the operator whom we have known them as until now. */
export type Speaker = { companyId: string; profile: Profile; known: Operator | undefined };

/** Somebody else of this company whom we have noted with the address that who speaks has now. */
export async function namesake(tx: Tx, { companyId, profile, known }: Speaker): Promise<Operator | undefined> {
  const [found] = await tx.$queryRaw<Operator[]>`
    SELECT company_id AS "companyId", id, name FROM operator
     WHERE company_id = ${companyId}::uuid AND email = ${profile.email?.toLowerCase() ?? null}
       AND id IS DISTINCT FROM ${known?.id ?? null}::uuid`;
  return found;
}

/**
 * Whether they are two people although they have one address: one of them has a user in a workspace where the other has one.
 * What we have noted of a user is as old as their last word, and a workspace gives the address of one to another meanwhile.
 */
export async function areTwo(tx: Tx, { companyId, profile, known }: Speaker, other: Operator): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM chat_user theirs
     WHERE theirs.company_id = ${companyId}::uuid AND theirs.operator_id = ${other.id}::uuid
       AND ((theirs.platform, theirs.workspace_id) = (${profile.platform}, ${profile.workspaceId})
            OR EXISTS (SELECT FROM chat_user ours
                        WHERE ours.company_id = theirs.company_id AND ours.operator_id = ${known?.id ?? null}::uuid
                          AND (ours.platform, ours.workspace_id) = (theirs.platform, theirs.workspace_id)))
     LIMIT 1`;
  return found.length > 0;
}

/** The address is somebody else's now. What its former bearer asked for with it, its new one may not approve. */
export async function forgetAddress(tx: Tx, { companyId, id }: Operator): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET requester_email = operator.email FROM operator
     WHERE run.company_id = ${companyId}::uuid AND run.requested_by = ${id}::uuid AND run.state = 'awaiting_approval'
       AND requester_email IS NULL AND operator.company_id = run.company_id AND operator.id = run.requested_by`;
  await tx.$executeRaw`
    UPDATE operator SET email = NULL WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid`;
}
