import { Prisma } from '#prisma/generated/client.ts';
import type { ImportRef } from '../imports/import-ref.ts';
import { audit } from './audit.ts';
import { companyName } from './companies.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { later } from './outbox.ts';
import { readSettings } from './settings.ts';

// Servers that ask for patience (greylisting) usually mean minutes. From the fourth time on it is tried every hour, for a day.
const AGAIN_MINUTES = [1, 5, 15, 60];
const MOST_RINGS = AGAIN_MINUTES.length + 23;

/** The people whom this import brought are to hear of their account. They are asked for again until none is left. `rehearsal`: the inbox that hears of it instead. */
export async function promiseLoginMails(tx: Tx, list: ImportRef, rehearsal: string | undefined): Promise<void> {
  await tx.$executeRaw`
    UPDATE import SET rings = 0, login_mails_due = now() + interval '1 minute', rehearsal = ${rehearsal ?? null}
     WHERE company_id = ${list.companyId}::uuid AND id = ${list.importId}::uuid`;
  await later(tx, 'send-login-mails', list);
}

/** Who was only rehearsed wants the real mail with the next list. A rehearsal of it is worth one mail. */
const wanting = (rehearsal: boolean) =>
  rehearsal
    ? Prisma.sql`import_row.state = 'new' AND login_rehearsed_at IS NULL AND login_mailed_at IS NULL AND archived_at IS NULL`
    : Prisma.sql`(import_row.state = 'new' OR login_rehearsed_at IS NOT NULL) AND login_mailed_at IS NULL AND archived_at IS NULL`;

const peopleOf = ({ companyId, importId }: ImportRef, rehearsal: boolean) => Prisma.sql`
  import_row JOIN member ON member.company_id = import_row.company_id AND member.id = import_row.member_id
   WHERE import_row.company_id = ${companyId}::uuid AND import_row.import_id = ${importId}::uuid AND ${wanting(rehearsal)}`;

/** Whether anybody on this list wants a login mail. */
export async function wantLoginMails(tx: Tx, list: ImportRef, rehearsal: boolean): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`SELECT FROM ${peopleOf(list, rehearsal)} LIMIT 1`;
  return found.length > 0;
}

/** Everybody has had theirs. Nothing changes where somebody was given back meanwhile. */
export async function endLoginMails(tx: Tx, list: ImportRef, rehearsal: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE import SET login_mails_due = NULL
     WHERE company_id = ${list.companyId}::uuid AND id = ${list.importId}::uuid
       AND NOT EXISTS (SELECT FROM ${peopleOf(list, rehearsal)})`;
}

type Rung = ImportRef & { givenUp: boolean };

/** Asks again for login mails that could not be sent yet, at growing intervals, for a day. */
export async function ringLoginMails(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    const rung = await tx.$queryRaw<Rung[]>`
      UPDATE import SET rings = rings + 1,
             login_mails_due = CASE WHEN rings < ${MOST_RINGS}::int THEN now() + interval '1 minute'
               * (${AGAIN_MINUTES}::int[])[least(rings + 1, ${AGAIN_MINUTES.length}::int)] END
       WHERE login_mails_due <= now()
      RETURNING company_id AS "companyId", id AS "importId", login_mails_due IS NULL AS "givenUp"`;
    for (const { givenUp, ...list } of rung) {
      if (givenUp) await audit(tx, list, 'login-mails-given-up', { subject: 'import', id: list.importId });
      else await later(tx, 'send-login-mails', list);
    }
  });
}

export type LoginMailFacts = {
  company: string;
  logo: string;
  /** Empty: the deployment's own. */
  mailFrom: string;
  inviter: string;
  inviterEmail: string | null;
  rehearsal?: string;
};

/** Who invites, whom to ask, and which inbox gets the mails of a rehearsal. Undefined unless the import is applied and promised its new people a login mail. */
export async function loginMailFacts(tx: Tx, { companyId, importId }: ImportRef): Promise<LoginMailFacts | undefined> {
  const [found] = await tx.$queryRaw<{ name: string; email: string | null; rehearsal: string | null }[]>`
    SELECT name, email, rehearsal FROM import
      JOIN operator ON operator.company_id = import.company_id AND operator.id = import.decided_by
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid AND state = 'applied' AND send_login_mail`;
  if (!found) return undefined;

  const { name, email, rehearsal } = found;
  const { 'company.logo': logo, 'mail.from': mailFrom } = await readSettings(tx, companyId);
  return {
    company: await companyName(tx, companyId),
    logo,
    mailFrom,
    inviter: name,
    inviterEmail: email,
    ...(rehearsal !== null && { rehearsal }),
  };
}

export type LoginMailRecipient = { memberId: string; email: string; name: string | null; language: string | null };

type Claim = { except: string[]; rehearsal: boolean };

/**
 * Takes the next person whom this import brought and who never had a login mail. They count as mailed from here on:
 * if we die before the mail has left they go without one, and never get two. Of a rehearsal they have had a rehearsal.
 */
export async function claimLoginMail(
  tx: Tx,
  list: ImportRef,
  { except, rehearsal }: Claim,
): Promise<LoginMailRecipient | undefined> {
  const { companyId } = list;
  // In a subquery of FROM the LIMIT would count for each row that it is joined with: one claim, several people taken.
  const [claimed] = await tx.$queryRaw<LoginMailRecipient[]>`
    WITH next AS MATERIALIZED (
      SELECT member.id FROM ${peopleOf(list, rehearsal)} AND member.id <> ALL (${except}::uuid[])
       ORDER BY line LIMIT 1 FOR UPDATE OF member SKIP LOCKED)
    UPDATE member SET ${notedIn(rehearsal)} = now() FROM next
     WHERE member.company_id = ${companyId}::uuid AND member.id = next.id
    RETURNING member.id AS "memberId", email, nullif(concat_ws(' ', first_name, last_name), '') AS name, language`;
  return claimed;
}

const notedIn = (rehearsal: boolean) => (rehearsal ? Prisma.sql`login_rehearsed_at` : Prisma.sql`login_mailed_at`);

type Claimed = { companyId: string; memberId: string };

/** The mail certainly did not leave, so the person may get it later. */
export async function giveBackLoginMail(tx: Tx, { companyId, memberId }: Claimed, rehearsal: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE member SET ${notedIn(rehearsal)} = NULL WHERE company_id = ${companyId}::uuid AND id = ${memberId}::uuid`;
}
