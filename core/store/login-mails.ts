import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';

export type LoginMailRecipient = {
  memberId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  language: string | null;
};

/**
 * Takes the next people whom this import brought and who never had a login mail. They count as mailed from here on:
 * whoever dies before the mail has left leaves them without one, and never with two.
 */
export function claimLoginMails(
  tx: Tx,
  { companyId, importId }: ImportRef,
  most: number,
): Promise<LoginMailRecipient[]> {
  return tx.$queryRaw<LoginMailRecipient[]>`
    UPDATE member SET login_mailed_at = now() FROM (
      SELECT member.id FROM import_row JOIN member
          ON member.company_id = import_row.company_id AND member.id = import_row.member_id
       WHERE import_row.company_id = ${companyId}::uuid AND import_row.import_id = ${importId}::uuid
         AND import_row.state = 'new' AND login_mailed_at IS NULL AND archived_at IS NULL
       ORDER BY line LIMIT ${most} FOR UPDATE OF member SKIP LOCKED) next
     WHERE member.company_id = ${companyId}::uuid AND member.id = next.id
    RETURNING member.id AS "memberId", email, first_name AS "firstName", last_name AS "lastName", language`;
}

/** The mail certainly did not leave, so the person may get it later. */
export async function giveBackLoginMail(tx: Tx, companyId: string, memberId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE member SET login_mailed_at = NULL WHERE company_id = ${companyId}::uuid AND id = ${memberId}::uuid`;
}

/** Whether this import is applied and its new people were promised a login mail. */
export async function promisesLoginMails(tx: Tx, { companyId, importId }: ImportRef): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM import WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid
       AND state = 'applied' AND send_login_mail`;
  return found.length === 1;
}
