import { TRUST_MINUTES } from '../group-trust.ts';
import type { Permission } from '../permission.ts';
import type { Tx } from './db.ts';

/** A person to whom something was granted by name. */
export type PersonGrants = { name: string; permissions: Permission[] };

/** A group to which something was granted: how many are in it, and which of them are known here. */
export type GroupGrants = {
  name: string;
  permissions: Permission[];
  members: number;
  known: string[];
  isGone: boolean;
  knownAt: Date;
  counts: boolean;
};

export function personGrants(tx: Tx, companyId: string): Promise<PersonGrants[]> {
  return tx.$queryRaw<PersonGrants[]>`
    SELECT operator.name, array_agg(g.permission ORDER BY g.permission) AS permissions
      FROM permission_grant g JOIN operator ON operator.company_id = g.company_id AND operator.id = g.operator_id
     WHERE g.company_id = ${companyId}::uuid GROUP BY operator.id, operator.name ORDER BY operator.name`;
}

export function groupGrants(tx: Tx, companyId: string): Promise<GroupGrants[]> {
  return tx.$queryRaw<GroupGrants[]>`
    SELECT name, cardinality(members) AS members, is_gone AS "isGone", known_at AS "knownAt",
           (SELECT array_agg(permission ORDER BY permission) FROM group_grant g
             WHERE g.company_id = user_group.company_id AND g.group_id = user_group.id) AS permissions,
           coalesce((SELECT array_agg(DISTINCT operator.name) FROM chat_user u
                       JOIN operator ON operator.company_id = u.company_id AND operator.id = u.operator_id
                      WHERE u.company_id = user_group.company_id AND u.platform = user_group.platform
                        AND u.workspace_id = user_group.workspace_id AND u.user_id = ANY(user_group.members)
                        AND u.standing = 'colleague'), '{}') AS known,
           NOT is_gone AND known_at > now() - ${TRUST_MINUTES}::int * interval '1 minute' AS counts
      FROM user_group
     WHERE company_id = ${companyId}::uuid
       AND EXISTS (SELECT FROM group_grant g WHERE g.company_id = user_group.company_id AND g.group_id = user_group.id)
     ORDER BY name`;
}
