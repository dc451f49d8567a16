import type { ImportRef } from '../imports/import-ref.ts';
import { companyName } from './companies.ts';
import type { Tx } from './db.ts';

export type LoginMailFacts = { company: string; inviter: string; contact: string };

/** Who invites, and whom to ask. Undefined unless the import is applied and promised its new people a login mail. */
export async function loginMailFacts(tx: Tx, { companyId, importId }: ImportRef): Promise<LoginMailFacts | undefined> {
  const [found] = await tx.$queryRaw<{ name: string; email: string | null }[]>`
    SELECT name, email FROM import
      JOIN operator ON operator.company_id = import.company_id AND operator.id = import.decided_by
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid AND state = 'applied' AND send_login_mail`;
  if (!found) return undefined;

  const { name, email } = found;
  return { company: await companyName(tx, companyId), inviter: name, contact: email ? `${name} (${email})` : name };
}

export type LoginMailRecipient = { memberId: string; email: string; name: string | null; language: string | null };

/**
 * Takes the next person whom this import brought and who never had a login mail. They count as mailed from here on:
 * if we die before the mail has left they go without one, and never get two.
 */
export async function claimLoginMail(
  tx: Tx,
  { companyId, importId }: ImportRef,
  except: string[],
): Promise<LoginMailRecipient | undefined> {
  // In a subquery of FROM the LIMIT would count for each row that it is joined with: one claim, several people taken.
  const [claimed] = await tx.$queryRaw<LoginMailRecipient[]>`
    WITH next AS MATERIALIZED (
      SELECT member.id FROM import_row
        JOIN member ON member.company_id = import_row.company_id AND member.id = import_row.member_id
       WHERE import_row.company_id = ${companyId}::uuid AND import_row.import_id = ${importId}::uuid
         AND import_row.state = 'new' AND login_mailed_at IS NULL AND archived_at IS NULL
         AND member.id <> ALL (${except}::uuid[])
       ORDER BY line LIMIT 1 FOR UPDATE OF member SKIP LOCKED)
    UPDATE member SET login_mailed_at = now() FROM next
     WHERE member.company_id = ${companyId}::uuid AND member.id = next.id
    RETURNING member.id AS "memberId", email, nullif(concat_ws(' ', first_name, last_name), '') AS name, language`;
  return claimed;
}

/** The mail certainly did not leave, so the person may get it later. */
export async function giveBackLoginMail(tx: Tx, companyId: string, memberId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE member SET login_mailed_at = NULL WHERE company_id = ${companyId}::uuid AND id = ${memberId}::uuid`;
}
