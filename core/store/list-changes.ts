import type { Channel } from '../channel.ts';
import type { Tx } from './db.ts';

/**
 * Marks those of a frozen list whom the directory knows otherwise by now: at another number or address, archived, without
 * their number or the right role. Who was linked or invited meanwhile has not changed: they are left out when it starts.
 * Returns how many they are. Each person is looked up by key, as in `verdicts`.
 */
export async function markChanges(
  tx: Tx,
  companyId: string,
  { id, channel }: { id: string; channel: Channel },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE invitation SET differs = true, reason = now.reason
      FROM (SELECT i.id, lost.reason
              FROM invitation i
             CROSS JOIN LATERAL (SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = i.member_id LIMIT 1) member
              LEFT JOIN LATERAL (SELECT channels FROM role
                                  WHERE company_id = ${companyId}::uuid AND id = member.role_id LIMIT 1) role ON true
              LEFT JOIN LATERAL (SELECT phone FROM corporate_number
                                  WHERE company_id = ${companyId}::uuid AND phone = member.phone LIMIT 1) number ON true
             CROSS JOIN LATERAL (
               SELECT CASE WHEN member.archived_at IS NOT NULL THEN 'USER_ARCHIVED'
                           WHEN NOT coalesce(${channel} = ANY(role.channels), false) THEN 'ROLE_NOT_PERMITTED'
                           WHEN number.phone IS NULL THEN 'PHONE_NOT_PROVISIONED' END AS reason OFFSET 0) lost
             WHERE i.company_id = ${companyId}::uuid AND i.run_id = ${id}::uuid AND i.state = 'queued'
               AND (lost.reason IS NOT NULL OR member.phone IS DISTINCT FROM i.phone
                    OR member.email_key IS DISTINCT FROM lower(i.email))) now
     WHERE invitation.company_id = ${companyId}::uuid AND invitation.id = now.id`;
}
