import { TRUST_MINUTES } from '../group-trust.ts';
import type { Operator } from '../operator.ts';
import { Permission } from '../permission.ts';
import type { Tx } from './db.ts';

const IN_USE = 'NOT user_group.is_gone';
const COUNTS = `${IN_USE} AND user_group.known_at > clock_timestamp() - ${TRUST_MINUTES} * interval '1 minute'`;

/** Each permission that an operator holds as a member of a group, as far as the group's members are known. */
const THROUGH_GROUPS = `
  FROM group_grant g
  JOIN user_group ON user_group.company_id = g.company_id AND user_group.id = g.group_id
  JOIN chat_user member ON member.company_id = user_group.company_id AND member.platform = user_group.platform
   AND member.workspace_id = user_group.workspace_id AND member.user_id = ANY(user_group.members)
   AND member.standing = 'colleague'`;

/** Nobody who is a guest, from elsewhere, or gone on every platform that we know them from. */
const COLLEAGUES = `
  FROM operator JOIN company ON company.id = operator.company_id
 WHERE operator.company_id = $1::uuid
   AND EXISTS (SELECT FROM chat_user u WHERE u.company_id = operator.company_id AND u.operator_id = operator.id
                AND u.standing = 'colleague')`;

/** Whom OWNER_EMAIL names, else the owners and administrators of the workspaces that the company began with. */
const OWNS = `
  (operator.email = company.owner_email
   OR company.owner_email IS NULL
      AND EXISTS (SELECT FROM chat_user u
                    JOIN workspace ON workspace.platform = u.platform AND workspace.external_id = u.workspace_id
                   WHERE u.company_id = operator.company_id AND u.operator_id = operator.id AND u.standing = 'colleague'
                     AND u.is_admin AND workspace.admins_own))`;

/** The owner has every permission. */
const may = (permission: string, counts: string) => `
  (${OWNS}
   OR EXISTS (SELECT FROM permission_grant g WHERE g.company_id = operator.company_id
               AND g.operator_id = operator.id AND g.permission = ${permission})
   OR EXISTS (SELECT ${THROUGH_GROUPS}
               WHERE g.company_id = operator.company_id AND member.operator_id = operator.id
                 AND g.permission = ${permission} AND ${counts}))`;

const holders = (counts: string) => `SELECT operator.id ${COLLEAGUES} AND ${may('$2', counts)}`;

const HOLDERS = holders(COUNTS);

type Who = Pick<Operator, 'companyId' | 'id'>;

/** Owners alone: whoever was only given a permission cannot give the company to others. */
export async function isOwner(tx: Tx, { companyId, id }: Who): Promise<boolean> {
  const owner = `SELECT ${COLLEAGUES} AND operator.id = $2::uuid AND ${OWNS}`;
  return (await tx.$queryRawUnsafe<unknown[]>(owner, companyId, id)).length === 1;
}

export async function holds(tx: Tx, { companyId, id }: Operator, permission: Permission): Promise<boolean> {
  const found = await tx.$queryRawUnsafe<unknown[]>(`${HOLDERS} AND operator.id = $3::uuid`, companyId, permission, id);
  return found.length === 1;
}

/** All that an operator holds, in the order of the list. */
export async function permissionsOf(tx: Tx, { companyId, id }: Who): Promise<Permission[]> {
  const held = await tx.$queryRawUnsafe<{ permission: Permission }[]>(
    `SELECT wanted.permission FROM unnest($3::text[]) WITH ORDINALITY wanted (permission, place)
      WHERE EXISTS (SELECT ${COLLEAGUES} AND operator.id = $2::uuid AND ${may('wanted.permission', COUNTS)})
      ORDER BY place`,
    companyId,
    id,
    Permission.options,
  );
  return held.map(({ permission }) => permission);
}

/** Who of the company has this permission, as far as they are known. */
export async function holdersOf(tx: Tx, companyId: string, permission: Permission): Promise<string[]> {
  const found = await tx.$queryRawUnsafe<{ id: string }[]>(HOLDERS, companyId, permission);
  return found.map(({ id }) => id);
}

/** How many they are. */
export async function countHolders(tx: Tx, companyId: string, permission: Permission): Promise<number> {
  return (await holdersOf(tx, companyId, permission)).length;
}

/** How many they are once all groups can be asked for again: a chat that is away must not make any rule easier. */
export async function countHoldersAtBest(tx: Tx, companyId: string, permission: Permission): Promise<number> {
  return (await tx.$queryRawUnsafe<unknown[]>(holders(IN_USE), companyId, permission)).length;
}

/** What an operator holds through which group. It does not count where the platform could not be asked for too long. */
export type HeldThrough = { group: string; permission: Permission; knownAt: Date; counts: boolean };

export function heldThrough(tx: Tx, { companyId, id }: Who): Promise<HeldThrough[]> {
  return tx.$queryRawUnsafe<HeldThrough[]>(
    `SELECT DISTINCT user_group.name AS group, g.permission, user_group.known_at AS "knownAt", ${COUNTS} AS counts
     ${THROUGH_GROUPS} WHERE g.company_id = $1::uuid AND member.operator_id = $2::uuid AND ${IN_USE}
      ORDER BY user_group.name, g.permission`,
    companyId,
    id,
  );
}

export async function grantPermission(tx: Tx, by: Operator, to: string, permission: Permission): Promise<boolean> {
  const granted = await tx.$executeRaw`
    INSERT INTO permission_grant (company_id, operator_id, permission, granted_by)
    VALUES (${by.companyId}::uuid, ${to}::uuid, ${permission}, ${by.id}::uuid) ON CONFLICT DO NOTHING`;
  return granted === 1;
}

export async function revokePermission(tx: Tx, by: Operator, from: string, permission: Permission): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    DELETE FROM permission_grant
     WHERE company_id = ${by.companyId}::uuid AND operator_id = ${from}::uuid AND permission = ${permission}`;
  return revoked === 1;
}
