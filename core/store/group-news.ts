import { FRESH_MINUTES } from '../group-trust.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { tellAll } from './outbox.ts';
import type { GroupPlace } from './user-groups.ts';

// Slack takes 20 such questions a minute: https://docs.slack.dev/reference/methods/usergroups.list (tier 2).
const PAUSE_MS = 3_000;

const DUE = `(known_at < now() - ${FRESH_MINUTES} * interval '1 minute' OR changed_at >= known_at)`;

type Found = Omit<GroupPlace, 'companyId'> & { externalId: string };

/** The platform says that this group has changed. Groups that hold nothing here are nothing to us. */
export async function groupChanged(db: Db, { platform, workspaceId, externalId }: Found): Promise<void> {
  await transaction(db, async (tx) => {
    const places = await tx.$queryRaw<GroupPlace[]>`
      UPDATE user_group g SET changed_at = now() FROM workspace
       WHERE workspace.platform = ${platform} AND workspace.external_id = ${workspaceId}
         AND g.company_id = workspace.company_id AND g.platform = workspace.platform
         AND g.workspace_id = workspace.external_id AND g.external_id = ${externalId}
      RETURNING g.company_id AS "companyId", g.platform, g.workspace_id AS "workspaceId"`;
    await tellAll(tx, 'read-groups', places);
  });
}

/** Wherever too long ago somebody was asked, they are asked again; not where we are not installed any more. */
export async function ringStaleGroups(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    const places = await tx.$queryRawUnsafe<GroupPlace[]>(`
      SELECT DISTINCT g.company_id AS "companyId", g.platform, g.workspace_id AS "workspaceId" FROM user_group g
        JOIN workspace ON workspace.platform = g.platform AND workspace.external_id = g.workspace_id AND left_at IS NULL
       WHERE ${DUE}`);
    await tellAll(tx, 'read-groups', places);
  });
}

/** Whether to ask now: 'due', 'soon' after the pause that platforms want, or not at all. */
export async function whetherToAsk(tx: Tx, { companyId, platform, workspaceId }: GroupPlace): Promise<Ask> {
  const [due] = await tx.$queryRawUnsafe<{ afterMs: number }[]>(
    `SELECT greatest(0, ${PAUSE_MS} - extract(epoch FROM now() - max(known_at)) * 1000)::float8 AS "afterMs"
       FROM user_group WHERE company_id = $1::uuid AND platform = $2 AND workspace_id = $3
     HAVING bool_or(${DUE})`,
    companyId,
    platform,
    workspaceId,
  );
  if (!due) return { when: 'never' };
  return due.afterMs > 0 ? { when: 'soon', ...due } : { when: 'now' };
}

type Ask = { when: 'now' | 'never' } | { when: 'soon'; afterMs: number };
