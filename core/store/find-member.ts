import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { InvitationState, LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { linksOf } from './links.ts';

export type Known = { emailKey: string } | { phone: string };

export type FoundLink = { channel: Channel; state: LinkState; phone?: string; linkedAt?: string };
export type FoundInvitation = {
  runId: string;
  title: string;
  state: InvitationState;
  reason?: string;
  isRehearsal: boolean;
  /** Of a run that waits for its time: when that is, in ISO 8601. */
  sendAt?: string;
  at: string;
};

export type FoundMember = {
  id: string;
  name: string;
  username: string | null;
  email: string;
  phone: string | null;
  unit: string | null;
  role: string;
  archivedAt: Date | null;
  /** Their corporate numbers. */
  numbers: string[];
  links: FoundLink[];
  /** The last five, newest first. */
  invitations: FoundInvitation[];
};

/** A person by address or by number. Somebody who left may have had the same number: those who are here come first. */
export async function findMember(tx: Tx, companyId: string, known: Known): Promise<FoundMember | undefined> {
  const emailKey = 'emailKey' in known ? known.emailKey : null;
  const phone = 'phone' in known ? known.phone : null;
  const [found] = await tx.$queryRaw<FoundMember[]>`
    SELECT member.id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), username, email) AS name,
           username, email, phone, org_unit.path AS unit, role.name AS role, archived_at AS "archivedAt",
           ARRAY(SELECT number.phone FROM corporate_number number
                  WHERE number.company_id = ${companyId}::uuid AND number.member_id = member.id ORDER BY 1) AS numbers,
           (SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
                     'channel', channel, 'state', state, 'phone', link.phone, 'linkedAt', linked_at)) ORDER BY channel), '[]')
              FROM ${linksOf(Prisma.sql`${companyId}::uuid`, Prisma.sql`member.id`)} link) AS links,
           (SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
                     'runId', run_id, 'title', title, 'state', state, 'reason', reason, 'isRehearsal', is_rehearsal, 'sendAt', send_at, 'at', at)) ORDER BY at DESC), '[]')
              FROM (SELECT run_id, title, invitation.state, reason, rehearsal IS NOT NULL AS is_rehearsal,
                           CASE WHEN run.state IN ('awaiting_approval', 'scheduled') THEN send_at END AS send_at, coalesce(sent_at, ended_at, drafted_at) AS at
                      FROM invitation JOIN run ON run.company_id = invitation.company_id AND run.id = run_id
                     WHERE invitation.company_id = ${companyId}::uuid AND invitation.member_id = member.id
                     ORDER BY drafted_at DESC LIMIT 5) latest) AS invitations
      FROM member
      JOIN role ON role.company_id = member.company_id AND role.id = member.role_id
      LEFT JOIN org_unit ON org_unit.company_id = member.company_id AND org_unit.id = member.org_unit_id
     WHERE member.company_id = ${companyId}::uuid
       AND (email_key = ${emailKey}
            OR member.phone = ${phone}
            OR member.id = (SELECT member_id FROM corporate_number number
                             WHERE number.company_id = ${companyId}::uuid AND number.phone = ${phone}))
     ORDER BY archived_at IS NOT NULL, changed_at DESC LIMIT 1`;
  return found;
}
