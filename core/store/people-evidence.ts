import { Prisma } from '#prisma/generated/client.ts';
import type { Reason } from '../reason.ts';
import type { InvitationState, LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { linksOf } from './links.ts';

export type PersonEvidence = {
  position: number;
  memberId: string | null;
  importLine: number | null;
  username: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  orgUnit: string | null;
  /** As they were shown before Send was pressed. Whoever was to be invited had no reason not to be. */
  forecast: 'queued' | 'skipped' | 'failed';
  forecastReason: Reason | null;
  state: InvitationState;
  reason: Reason | null;
  differs: boolean;
  attempts: number;
  messageId: string | null;
  /** The mail server's words, or the codes of what was wrong at import. */
  reply: string | null;
  sentAt: Date | null;
  version: number;
  expiresAt: Date | null;
  openedAt: Date | null;
  link: LinkState | null;
  linkChangedAt: Date | null;
  linkedAt: Date | null;
  /** Nothing tells who it was any more. */
  isErased: boolean;
};

/**
 * People of a run in its order, from behind position `after`. Only who was to be invited is ever claimed, and what was known
 * of the others stays as it was: so the forecast can be told from the outcome.
 */
export function peopleEvidence(
  tx: Tx,
  { companyId, runId, after, most }: { companyId: string; runId: string; after: number; most: number },
): Promise<PersonEvidence[]> {
  return tx.$queryRaw<PersonEvidence[]>`
    SELECT position, i.member_id AS "memberId", import_line AS "importLine", username, name, email, i.phone, org_unit AS "orgUnit",
           CASE WHEN invited THEN 'queued' ELSE i.state::text END AS forecast,
           CASE WHEN NOT invited THEN reason END AS "forecastReason",
           i.state, reason, differs, attempt AS attempts, message_id AS "messageId", reply, sent_at AS "sentAt",
           token_version AS version, expires_at AS "expiresAt", opened_at AS "openedAt", link.state AS link,
           link.changed_at AS "linkChangedAt", link.linked_at AS "linkedAt",
           erased_at IS NOT NULL AS "isErased"
      FROM (SELECT *, differs OR fence > 0 OR state NOT IN ('skipped', 'failed') AS invited FROM invitation) i
      LEFT JOIN LATERAL ${linksOf(Prisma.sql`${companyId}::uuid`, Prisma.sql`i.member_id`)} link
             ON link.channel = (SELECT channel FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid)
     WHERE i.company_id = ${companyId}::uuid AND i.run_id = ${runId}::uuid AND position > ${after}::int
     ORDER BY position LIMIT ${most}`;
}
