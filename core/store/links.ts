import { Prisma } from '#prisma/generated/client.ts';

/**
 * How far a member is, channel by channel: `channel, state, phone, linked_at, changed_at`. Who was mailed since is invited
 * again, unless they are linked; a rehearsal mails nobody. Being invited is not written down a second time: their invitation says it.
 */
export const linksOf = (companyId: Prisma.Sql, memberId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT DISTINCT ON (channel) * FROM (
    SELECT channel, state, phone, linked_at, changed_at FROM channel_link
     WHERE company_id = ${companyId} AND member_id = ${memberId}
    UNION ALL
    SELECT run.channel, 'invited', mailed.phone, NULL, mailed.sent_at
      FROM invitation mailed JOIN run ON run.company_id = mailed.company_id AND run.id = mailed.run_id
     WHERE mailed.company_id = ${companyId} AND mailed.member_id = ${memberId} AND mailed.state = 'sent'
       AND mailed.opened_at IS NULL AND run.rehearsal IS NULL) known
   ORDER BY channel, state = 'linked' DESC, changed_at DESC)`;
