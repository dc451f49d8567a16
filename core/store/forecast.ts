import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';

type Question = {
  companyId: string;
  /** Itself, or where the query has it. */
  channel: Channel | Prisma.Sql;
  /** The run that is being sent: its own people and those of runs behind it are no obstacle. */
  sending?: string;
};

/**
 * Joins to a query that has `member` (or NULL for nobody) the verdict on each person: `verdict.reason` is a `Reason`,
 * or NULL for who can be invited. One text, so that the forecast, the start of a run and a retry cannot disagree.
 *
 * Each person is looked up by key: what stands behind LIMIT 1 cannot become a join over whole tables, which is what the
 * planner would try right after an import, when it does not know yet how many rows there are.
 */
export function verdicts({ companyId, channel, sending }: Question): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN LATERAL (SELECT channels FROM role WHERE company_id = ${companyId}::uuid AND id = member.role_id LIMIT 1) role ON true
    LEFT JOIN LATERAL (SELECT phone FROM corporate_number
                        WHERE company_id = ${companyId}::uuid AND phone = member.phone LIMIT 1) corporate_number ON true
    LEFT JOIN LATERAL (SELECT state FROM channel_link
                        WHERE company_id = ${companyId}::uuid AND member_id = member.id AND channel = ${channel} LIMIT 1) link ON true
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN member.id IS NULL THEN 'USER_NOT_FOUND'
        WHEN member.archived_at IS NOT NULL THEN 'USER_ARCHIVED'
        WHEN link.state = 'linked' THEN 'ALREADY_LINKED'
        WHEN NOT coalesce(${channel} = ANY(role.channels), false) THEN 'ROLE_NOT_PERMITTED'
        WHEN corporate_number.phone IS NULL THEN 'PHONE_NOT_PROVISIONED'
        WHEN ${liveInvitation({ companyId, channel, ...(sending && { sending }) })} THEN 'INVITED_RECENTLY'
      END AS reason OFFSET 0) verdict`;
}

/** A link that still works, or a mail that is certain to leave. Who was rehearsed has neither. */
function liveInvitation({ companyId, channel, sending }: Question): Prisma.Sql {
  const others = sending ? Prisma.sql`AND run_id <> ${sending}::uuid` : Prisma.empty;
  const ahead = sending ? Prisma.sql`AND run.state NOT IN ('scheduled', 'pending')` : Prisma.empty;
  return Prisma.sql`(
    SELECT true
      FROM (SELECT run_id, state, expires_at FROM invitation
             WHERE company_id = ${companyId}::uuid AND member_id = member.id ${others} OFFSET 0) other
     CROSS JOIN LATERAL (SELECT id, channel, state, rehearsal FROM run
                          WHERE company_id = ${companyId}::uuid AND id = other.run_id LIMIT 1) run
     WHERE run.channel = ${channel} AND run.rehearsal IS NULL ${ahead}
       AND (other.state IN ('sent', 'unknown') AND other.expires_at > now()
            OR other.state IN ('queued', 'claimed', 'sending')
               AND run.state IN ('scheduled', 'pending', 'sending', 'paused', 'deferred', 'cancelling')) LIMIT 1)`;
}

/** The state that follows from a reason. */
export const stateOf = (reason: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (CASE WHEN ${reason} IS NULL THEN 'queued'
        WHEN ${reason} IN ('ALREADY_LINKED', 'INVITED_RECENTLY', 'DUPLICATE_ROW') THEN 'skipped'
        ELSE 'failed' END)::"InvitationState"`;
