import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { linksOf } from './links.ts';

export type FoundLink = {
  companyId: string;
  invitationId: string;
  memberId: string;
  channel: Channel;
  version: number;
  current: number;
  name: string | null;
  phone: string | null;
  language: string | null;
  invitedBy: string;
  expiresAt: Date;
  expired: boolean;
  archived: boolean;
  link: LinkState | null;
  /** Nobody is linked by it, and how far the person really is does not matter. */
  isRehearsal: boolean;
};

/** Whom the link with this hash was made for. A link knows its company: whoever opens it cannot name one. */
export async function linkByHash(tx: Tx, hash: Uint8Array<ArrayBuffer>): Promise<FoundLink | undefined> {
  const [found] = await tx.$queryRaw<FoundLink[]>`
    SELECT token.company_id AS "companyId", i.id AS "invitationId", i.member_id AS "memberId", run.channel, token.version,
           i.token_version AS current, i.name, i.phone, i.language,
           coalesce(operator.name, '') AS "invitedBy", token.expires_at AS "expiresAt", token.expires_at <= now() AS expired,
           member.archived_at IS NOT NULL AS archived,
           CASE WHEN run.rehearsal IS NULL THEN link.state END AS link, run.rehearsal IS NOT NULL AS "isRehearsal"
      FROM link_token token
      JOIN invitation i ON i.company_id = token.company_id AND i.id = token.invitation_id
      JOIN run ON run.company_id = i.company_id AND run.id = i.run_id
      JOIN member ON member.company_id = i.company_id AND member.id = i.member_id
      LEFT JOIN operator ON operator.company_id = run.company_id AND operator.id = run.requested_by
      LEFT JOIN LATERAL ${linksOf(Prisma.sql`i.company_id`, Prisma.sql`i.member_id`)} link ON link.channel = run.channel
     WHERE token.hash = ${hash}`;
  return found;
}
