import { Prisma } from '#prisma/generated/client.ts';

type Whom = {
  /** Of the mails, as `mailed` and `run`. */
  mails?: Prisma.Sql;
  /** Of the members: a condition that begins with the name of their column, `member_id`. */
  members?: Prisma.Sql;
};

/**
 * How far each person has come, channel by channel: `member_id, channel, state, invited_at, opened, linked_at`. Only who was mailed or has a
 * link is in it. `state` is that of `linksOf`, for many people at once; `invited_at` is when the last mail left, and who came further
 * counts as having opened. A rehearsal mails nobody.
 */
export const progressOf = (companyId: string, { mails, members }: Whom = {}): Prisma.Sql => {
  const whom = members ? Prisma.sql`AND ${members}` : Prisma.empty;
  return Prisma.sql`(
  SELECT member_id, channel, invited_at, linked_at,
         CASE WHEN link.state = 'linked' THEN 'linked'
              WHEN unopened_at > link.changed_at OR link.state IS NULL AND unopened_at IS NOT NULL THEN 'invited'
              ELSE coalesce(link.state::text, 'opened') END AS state,
         opened OR coalesce(link.state IN ('opened', 'code_shown', 'linked', 'refused', 'unlinked'), false) AS opened
    FROM (SELECT mailed.member_id, run.channel, max(mailed.sent_at) AS invited_at, bool_or(mailed.opened_at IS NOT NULL) AS opened,
                 max(mailed.sent_at) FILTER (WHERE mailed.opened_at IS NULL) AS unopened_at
            FROM run JOIN invitation mailed ON mailed.company_id = run.company_id AND mailed.run_id = run.id
           WHERE run.company_id = ${companyId}::uuid AND mailed.company_id = ${companyId}::uuid AND run.rehearsal IS NULL
             AND mailed.state = 'sent' AND mailed.member_id IS NOT NULL ${whom} ${mails ? Prisma.sql`AND ${mails}` : Prisma.empty}
           GROUP BY mailed.member_id, run.channel) mails
    FULL JOIN (SELECT member_id, channel, state, linked_at, changed_at FROM channel_link
                WHERE company_id = ${companyId}::uuid ${whom}) link USING (member_id, channel))`;
};
