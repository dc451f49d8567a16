import type { Operator } from '../operator.ts';
import type { Permission } from '../permission.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** A user group as its platform tells of it: `name` is what people type after @, `members` are the platform's user ids. */
export type ToldGroup = { id: string; name: string; members: string[]; isGone: boolean };

/** Where groups are: a workspace of a company. */
export type GroupPlace = { companyId: string; platform: string; workspaceId: string };

/** Keeps what the platform told `ageMs` ago, unless something newer stands there already. Its id with us. */
export async function keepGroup(tx: Tx, place: GroupPlace, told: ToldGroup, ageMs: number): Promise<string> {
  const { companyId, platform, workspaceId } = place;
  await tx.$executeRaw`
    INSERT INTO user_group (company_id, platform, workspace_id, external_id, name, members, is_gone, known_at)
    VALUES (${companyId}::uuid, ${platform}, ${workspaceId}, ${told.id}, ${told.name}, ${told.members}, ${told.isGone},
            now() - ${ageMs}::float8 * interval '1 millisecond')
    ON CONFLICT (company_id, platform, workspace_id, external_id) DO UPDATE
       SET name = excluded.name, members = excluded.members, is_gone = excluded.is_gone, known_at = excluded.known_at
     WHERE user_group.known_at < excluded.known_at`;
  return only(await groupsKnown(tx, place, told.id)).id;
}

/** The same of all groups of the place that we know. One that the platform does not name any more is gone. Whether any is another now. */
export async function keepGroups(tx: Tx, place: GroupPlace, told: ToldGroup[], ageMs: number): Promise<boolean> {
  const kept = await tx.$queryRaw<{ changed: boolean }[]>`
    WITH told AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
                             AS told(id text, name text, members text[], "isGone" boolean))
    UPDATE user_group known
       SET name = coalesce(told.name, known.name), members = coalesce(told.members, '{}'),
           is_gone = coalesce(told."isGone", true), known_at = asked.at
      FROM (SELECT now() - ${ageMs}::float8 * interval '1 millisecond' AS at) asked, user_group other
      LEFT JOIN told ON told.id = other.external_id
     WHERE known.company_id = ${place.companyId}::uuid AND known.platform = ${place.platform}
       AND known.workspace_id = ${place.workspaceId} AND known.known_at < asked.at
       AND other.company_id = known.company_id AND other.id = known.id
    RETURNING (known.name, known.members, known.is_gone) IS DISTINCT FROM (other.name, other.members, other.is_gone) AS changed`;
  return kept.some(({ changed }) => changed);
}

type KnownGroup = { id: string; name: string };

export async function groupKnown(tx: Tx, place: GroupPlace, externalId: string): Promise<KnownGroup | undefined> {
  const [found] = await groupsKnown(tx, place, externalId);
  return found;
}

function groupsKnown(
  tx: Tx,
  { companyId, platform, workspaceId }: GroupPlace,
  externalId: string,
): Promise<KnownGroup[]> {
  return tx.$queryRaw<KnownGroup[]>`
    SELECT id, name FROM user_group WHERE company_id = ${companyId}::uuid AND platform = ${platform}
       AND workspace_id = ${workspaceId} AND external_id = ${externalId}`;
}

export async function grantToGroup(tx: Tx, by: Operator, groupId: string, permission: Permission): Promise<boolean> {
  const granted = await tx.$executeRaw`
    INSERT INTO group_grant (company_id, group_id, permission, granted_by)
    VALUES (${by.companyId}::uuid, ${groupId}::uuid, ${permission}, ${by.id}::uuid) ON CONFLICT DO NOTHING`;
  return granted === 1;
}

/** Of a group that holds nothing any more, we keep nothing. */
export async function revokeFromGroup(tx: Tx, by: Operator, groupId: string, permission: Permission): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    DELETE FROM group_grant
     WHERE company_id = ${by.companyId}::uuid AND group_id = ${groupId}::uuid AND permission = ${permission}`;
  await tx.$executeRaw`
    DELETE FROM user_group WHERE company_id = ${by.companyId}::uuid AND id = ${groupId}::uuid AND NOT EXISTS (
      SELECT FROM group_grant WHERE company_id = ${by.companyId}::uuid AND group_id = ${groupId}::uuid)`;
  return revoked === 1;
}

/** How many are in it, and how many of them are known to us as colleagues. */
export async function sizeOfGroup(tx: Tx, companyId: string, groupId: string): Promise<GroupSize> {
  const sizes = await tx.$queryRaw<GroupSize[]>`
    SELECT cardinality(members) AS members,
           (SELECT count(DISTINCT u.operator_id)::int FROM chat_user u
             WHERE u.company_id = user_group.company_id AND u.platform = user_group.platform
               AND u.workspace_id = user_group.workspace_id AND u.user_id = ANY(user_group.members)
               AND u.standing = 'colleague') AS known
      FROM user_group WHERE company_id = ${companyId}::uuid AND id = ${groupId}::uuid`;
  return only(sizes);
}

export type GroupSize = { members: number; known: number };
