import { Prisma } from '#prisma/generated/client.ts';
import type { Operator } from '../operator.ts';
import type { ImportState, RunState } from '../states.ts';
import { askedFor } from './approvals.ts';
import type { Tx } from './db.ts';
import { IS_SCHEDULED } from './scheduled-runs.ts';

/** The runs that wait for this operator's yes: asked for by others, and not approved by them already. The first to expire comes first. */
export async function runsToApprove(tx: Tx, { companyId, id }: Operator): Promise<string[]> {
  const runs = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM run
     WHERE company_id = ${companyId}::uuid AND state = 'awaiting_approval' AND expires_at > now()
       AND NOT ${askedFor(Prisma.sql`${id}::uuid`)}
       AND NOT EXISTS (SELECT FROM run_approval given
                        WHERE given.company_id = run.company_id AND given.run_id = run.id AND given.operator_id = ${id}::uuid)
     ORDER BY expires_at`;
  return runs.map((run) => run.id);
}

/** The runs that are being sent or stand still in the middle, the one that is being sent first, and then those that wait for their time. */
export async function runsUnderWay(tx: Tx, companyId: string, most: number): Promise<string[]> {
  const runs = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM run
     WHERE company_id = ${companyId}::uuid AND (state IN ('sending', 'cancelling', 'paused', 'deferred') OR ${IS_SCHEDULED})
     ORDER BY state NOT IN ('sending', 'cancelling'), seq, send_at LIMIT ${most}`;
  return runs.map(({ id }) => id);
}

export type OwnRequest =
  | { kind: 'run'; id: string; title: string; state: RunState; people: number; at: Date; sendAt: Date | null }
  | { kind: 'import'; id: string; title: string; state: ImportState; people: number; at: Date };

/** What this operator has asked for and is not over, the latest first. */
export function ownRequests(tx: Tx, { companyId, id }: Operator, most: number): Promise<OwnRequest[]> {
  return tx.$queryRaw<OwnRequest[]>`
    SELECT 'run' AS kind, id, title, state::text AS state, to_invite AS people, drafted_at AS at,
           CASE WHEN state IN ('awaiting_approval', 'scheduled') THEN send_at END AS "sendAt" FROM run
     WHERE company_id = ${companyId}::uuid AND requested_by = ${id}::uuid AND ended_at IS NULL
       AND (expires_at IS NULL OR expires_at > now())
    UNION ALL
    SELECT 'import' AS kind, id, file_name AS title, state::text AS state, total AS people, created_at AS at, NULL AS "sendAt" FROM import
     WHERE company_id = ${companyId}::uuid AND requested_by = ${id}::uuid AND state IN ('receiving', 'checking', 'ready')
     ORDER BY at DESC LIMIT ${most}`;
}

export type Funnel = { invited: number; opened: number; codeShown: number; linked: number };

/** How far the people have come who were invited in the last 30 days. Each stage has those of the stages after it. */
export async function funnelOf(tx: Tx, companyId: string): Promise<Funnel> {
  const [funnel] = await tx.$queryRaw<Funnel[]>`
    SELECT count(*)::int AS invited, (count(*) FILTER (WHERE stage >= 2))::int AS opened,
           (count(*) FILTER (WHERE stage >= 3))::int AS "codeShown", (count(*) FILTER (WHERE stage = 4))::int AS linked
      FROM (SELECT mailed.member_id, mailed.channel,
                   greatest(mailed.stage, max(CASE link.state WHEN 'linked' THEN 4 WHEN 'unlinked' THEN 3 WHEN 'code_shown' THEN 3
                                                              WHEN 'refused' THEN 2 WHEN 'opened' THEN 2 ELSE 1 END)) AS stage
              FROM (SELECT i.company_id, i.member_id, run.channel,
                           max(CASE WHEN i.opened_at IS NULL THEN 1 ELSE 2 END) AS stage
                      FROM run JOIN invitation i ON i.company_id = run.company_id AND i.run_id = run.id
                     WHERE run.company_id = ${companyId}::uuid AND run.drafted_at > now() - interval '30 days'
                       AND run.rehearsal IS NULL AND i.state = 'sent' AND i.member_id IS NOT NULL
                     GROUP BY i.company_id, i.member_id, run.channel) mailed
              LEFT JOIN channel_link link ON link.company_id = mailed.company_id AND link.member_id = mailed.member_id
                                         AND link.channel = mailed.channel
             GROUP BY mailed.member_id, mailed.channel, mailed.stage) person`;
  return funnel ?? { invited: 0, opened: 0, codeShown: 0, linked: 0 };
}
