import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

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

export type By = 'unit' | 'day';

export type ProgressRow = {
  /** The unit's path, or the day like 2026-11-22. Null: in no unit, or all together. */
  key: string | null;
  isTotal: boolean;
  invited: number;
  opened: number;
  linked: number;
  /** The median from the invitation to the link. Null where nobody has linked since. */
  seconds: number | null;
  /** How many rows there are, with that of all together. */
  all: number;
};

const keys: Record<By, Prisma.Sql> = {
  unit: Prisma.sql`org_unit.path`,
  day: Prisma.sql`to_char(progress.invited_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
};

const orders: Record<By, Prisma.Sql> = {
  unit: Prisma.sql`invited DESC, key`,
  day: Prisma.sql`key DESC`,
};

/** The people of the directory who were invited, those of all first; by day since the given one alone. */
export function progressRows(
  tx: Tx,
  companyId: string,
  { by, since, most }: { by: By; since?: Date; most: number },
): Promise<ProgressRow[]> {
  // Mails of a run that was over before left before.
  const mails = since && Prisma.sql`(run.ended_at IS NULL OR run.ended_at >= ${since})`;
  return tx.$queryRaw<ProgressRow[]>`
    SELECT *, count(*) OVER ()::int AS all FROM (
      SELECT ${keys[by]} AS key, grouping(${keys[by]}) = 1 AS "isTotal", count(*)::int AS invited,
             (count(*) FILTER (WHERE opened))::int AS opened, (count(*) FILTER (WHERE state = 'linked'))::int AS linked,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM linked_at - invited_at)::float8)
               FILTER (WHERE state = 'linked' AND linked_at >= invited_at) AS seconds
        FROM ${progressOf(companyId, mails && { mails })} progress
        JOIN member ON member.company_id = ${companyId}::uuid AND member.id = progress.member_id
        LEFT JOIN org_unit ON org_unit.company_id = member.company_id AND org_unit.id = member.org_unit_id
       WHERE progress.invited_at IS NOT NULL AND member.archived_at IS NULL
         ${since ? Prisma.sql`AND progress.invited_at >= ${since}` : Prisma.empty}
       GROUP BY GROUPING SETS ((${keys[by]}), ())) counted
     ORDER BY "isTotal" DESC, ${orders[by]} LIMIT ${most + 1}`;
}
