import { Prisma } from '#prisma/generated/client.ts';
import { stateOf, verdicts } from '../store/forecast.ts';
import type { Share } from '../store/senders.ts';

/** Somebody who was claimed and is not as the list says: not to be invited any more, or under another number. */
export type Judged = { id: string; reason: string | null; phone: string | null };

/**
 * Compares people who have just been claimed with the present, so that whoever leaves while a long run is on is not mailed.
 * Who cannot be invited any more is told apart from the forecast and let go; a number that changed is followed. Gives these alone.
 */
export function judgement({ companyId, runId, claim }: Share, ids: string[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE invitation SET state = CASE WHEN now.reason IS NULL THEN invitation.state ELSE ${stateOf(Prisma.sql`now.reason`)} END,
                          reason = now.reason, phone = now.phone, differs = true
      FROM (SELECT i.id, verdict.reason, coalesce(member.phone, i.phone) AS phone
              FROM run sent CROSS JOIN invitation i
             CROSS JOIN LATERAL (SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = i.member_id LIMIT 1) member
              ${verdicts({ companyId, channel: Prisma.sql`sent.channel`, sending: runId })}
             WHERE sent.company_id = ${companyId}::uuid AND sent.id = ${runId}::uuid
               AND i.company_id = ${companyId}::uuid AND i.id = ANY(${ids}::uuid[])
               AND (verdict.reason IS NOT NULL OR member.phone IS DISTINCT FROM i.phone)) now
     WHERE invitation.company_id = ${companyId}::uuid AND invitation.id = now.id AND invitation.claim = ${claim}::uuid
       AND (invitation.state::text || '') = 'claimed'
    RETURNING invitation.id, now.reason, now.phone`;
}
