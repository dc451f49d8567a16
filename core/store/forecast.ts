import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';

type Question = {
  companyId: string;
  channel: Channel;
  /** The run that is about to start: its own people and those of runs behind it are no obstacle. */
  starting?: string;
};

/**
 * Joins to a query that has `member` (or NULL for nobody) the verdict on each person: `verdict.reason` is a `Reason`,
 * or NULL for who can be invited. One text, so that the forecast, the start of a run and a retry cannot disagree.
 */
export function verdicts({ companyId, channel, starting }: Question): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN role ON role.company_id = ${companyId}::uuid AND role.id = member.role_id
    LEFT JOIN corporate_number ON corporate_number.company_id = ${companyId}::uuid AND corporate_number.phone = member.phone
    LEFT JOIN channel_link link
           ON link.company_id = ${companyId}::uuid AND link.member_id = member.id AND link.channel = ${channel}
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN member.id IS NULL THEN 'USER_NOT_FOUND'
        WHEN member.archived_at IS NOT NULL THEN 'USER_ARCHIVED'
        WHEN link.state = 'linked' THEN 'ALREADY_LINKED'
        WHEN NOT coalesce(${channel} = ANY(role.channels), false) THEN 'ROLE_NOT_PERMITTED'
        WHEN corporate_number.phone IS NULL THEN 'PHONE_NOT_PROVISIONED'
        WHEN ${liveInvitation({ companyId, channel, ...(starting && { starting }) })} THEN 'INVITED_RECENTLY'
      END AS reason) verdict`;
}

/** A link that still works, or a mail that is certain to leave. */
function liveInvitation({ companyId, channel, starting }: Question): Prisma.Sql {
  const besides = starting ? Prisma.sql`AND run.id <> ${starting}::uuid AND run.state <> 'pending'` : Prisma.empty;
  return Prisma.sql`EXISTS (
    SELECT FROM invitation other JOIN run ON run.company_id = other.company_id AND run.id = other.run_id
     WHERE other.company_id = ${companyId}::uuid AND other.member_id = member.id AND run.channel = ${channel} ${besides}
       AND (other.state IN ('sent', 'unknown') AND other.expires_at > now()
            OR other.state IN ('queued', 'claimed', 'sending')
               AND run.state IN ('pending', 'sending', 'paused', 'deferred', 'cancelling')))`;
}

/** The state that follows from a reason. */
export const stateOf = (reason: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (CASE WHEN ${reason} IS NULL THEN 'queued'
        WHEN ${reason} IN ('ALREADY_LINKED', 'INVITED_RECENTLY', 'DUPLICATE_ROW') THEN 'skipped'
        ELSE 'failed' END)::"InvitationState"`;
