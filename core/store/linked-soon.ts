import type { Channel } from '../channel.ts';
import type { Tx } from './db.ts';

type Asked = { companyId: string; runId: string; channel: Channel; days: number; most: number };

// The first of each run are as good as all of it, and to look at all would take long where runs are.
const MOST_PEOPLE = 10_000;

/** Of the last runs that were over so many days before this one was: how many of their people linked within as many days. */
export async function linkedSoon(
  tx: Tx,
  { companyId, runId, channel, days, most }: Asked,
): Promise<{ runs: number; invited: number; linked: number }> {
  const [past] = await tx.$queryRaw<{ runs: number; invited: number; linked: number }[]>`
    SELECT count(*)::int AS runs, coalesce(sum(invited), 0)::int AS invited, coalesce(sum(linked), 0)::int AS linked
      FROM (SELECT past.id FROM run past, run this
             WHERE this.company_id = ${companyId}::uuid AND this.id = ${runId}::uuid AND past.company_id = this.company_id
               AND past.channel = ${channel} AND past.state = 'completed' AND past.rehearsal IS NULL AND past.purged_at IS NULL
               AND past.ended_at < this.ended_at - ${days}::int * interval '1 day'
               AND EXISTS (SELECT FROM invitation mailed
                            WHERE mailed.company_id = past.company_id AND mailed.run_id = past.id AND mailed.state = 'sent')
             ORDER BY past.ended_at DESC LIMIT ${most}) past
     CROSS JOIN LATERAL (
       SELECT count(*) AS invited,
              count(*) FILTER (WHERE link.linked_at BETWEEN mailed.sent_at AND mailed.sent_at + ${days}::int * interval '1 day') AS linked
         FROM invitation mailed
         LEFT JOIN LATERAL (SELECT linked_at FROM channel_link
                             WHERE company_id = ${companyId}::uuid AND member_id = mailed.member_id AND channel = ${channel} LIMIT 1) link ON true
        WHERE mailed.company_id = ${companyId}::uuid AND mailed.run_id = past.id AND mailed.state = 'sent'
          AND mailed.position <= ${MOST_PEOPLE}) counted`;
  return past ?? { runs: 0, invited: 0, linked: 0 };
}
