import type { Actor, Operator, Place } from '../operator.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** What a platform says of one of its users. `email` only where the platform has verified it. */
export type Profile = {
  platform: string;
  workspaceId: string;
  userId: string;
  name: string;
  email?: string;
  timeZone?: string;
  isAdmin: boolean;
  standing: Standing;
};

/** Only colleagues may do anything here. */
export type Standing = 'colleague' | 'guest' | 'outsider' | 'gone';

export async function operatorOf(tx: Tx, { platform, workspaceId, userId }: Profile): Promise<Operator | undefined> {
  const [found] = await tx.$queryRaw<Operator[]>`
    SELECT operator.company_id AS "companyId", operator.id, operator.name FROM chat_user
      JOIN operator ON operator.company_id = chat_user.company_id AND operator.id = chat_user.operator_id
     WHERE platform = ${platform} AND workspace_id = ${workspaceId} AND user_id = ${userId}`;
  return found;
}

/** Makes this person an operator, or finds them by their verified address. */
export async function enrol(tx: Tx, companyId: string, { name, email }: Profile): Promise<Operator> {
  const enrolled = await tx.$queryRaw<Operator[]>`
    INSERT INTO operator (company_id, name, email) VALUES (${companyId}::uuid, ${name}, ${email?.toLowerCase() ?? null})
    ON CONFLICT (company_id, email) DO UPDATE SET name = excluded.name
    RETURNING company_id AS "companyId", id, name`;
  return only(enrolled);
}

/** Two first words of the same user at the same time make one operator: the second waits for the first. */
export async function lockUser(tx: Tx, { platform, workspaceId, userId }: Profile): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${platform}/${workspaceId}/${userId}`}, 0))`;
}

/** Keeps what the platform says now: rights that were lost there are lost here, and a changed address is changed here. */
export async function keepProfile(tx: Tx, operator: Operator, profile: Profile): Promise<void> {
  const { platform, workspaceId, userId, name, timeZone, isAdmin, standing } = profile;
  const email = profile.email?.toLowerCase() ?? null;
  await tx.$executeRaw`
    UPDATE operator SET name = ${name}, email = coalesce(
             (SELECT ${email}::text WHERE NOT EXISTS (
                SELECT FROM operator other WHERE other.company_id = operator.company_id AND other.email = ${email}
                   AND other.id <> operator.id)), email)
     WHERE company_id = ${operator.companyId}::uuid AND id = ${operator.id}::uuid
       AND (name, email) IS DISTINCT FROM (${name}, coalesce(${email}, email))`;
  await tx.$executeRaw`
    INSERT INTO chat_user (platform, workspace_id, user_id, company_id, operator_id, name, time_zone, is_admin, standing)
    VALUES (${platform}, ${workspaceId}, ${userId}, ${operator.companyId}::uuid, ${operator.id}::uuid, ${name},
            ${timeZone ?? null}, ${isAdmin}, ${standing})
    ON CONFLICT (platform, workspace_id, user_id) DO UPDATE
       SET name = excluded.name, time_zone = excluded.time_zone, is_admin = excluded.is_admin,
           standing = excluded.standing, seen_at = now()`;
}

/** The time zone that a platform tells of an operator. */
export async function timeZoneThere(tx: Tx, { companyId, id }: Operator, place: Place): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ timeZone: string | null }[]>`
    SELECT time_zone AS "timeZone" FROM chat_user
     WHERE platform = ${place.platform} AND workspace_id = ${place.workspaceId} AND company_id = ${companyId}::uuid
       AND operator_id = ${id}::uuid
     ORDER BY seen_at DESC LIMIT 1`;
  return found?.timeZone ?? undefined;
}

/** The chat user whom a mention names. */
export async function mentioned(
  tx: Tx,
  companyId: string,
  platform: string,
  userId: string,
): Promise<Operator | undefined> {
  const [found] = await tx.$queryRaw<Operator[]>`
    SELECT operator.company_id AS "companyId", operator.id, operator.name FROM chat_user
      JOIN operator ON operator.company_id = chat_user.company_id AND operator.id = chat_user.operator_id
     WHERE operator.company_id = ${companyId}::uuid AND platform = ${platform} AND user_id = ${userId}
     LIMIT 1`;
  return found;
}

/** Who this operator is, on every platform. */
export async function actor(tx: Tx, companyId: string, operatorId: string): Promise<Actor | undefined> {
  return (await actors(tx, companyId, [operatorId])).get(operatorId);
}

/** The same of several, by id. */
export async function actors(tx: Tx, companyId: string, operatorIds: string[]): Promise<Map<string, Actor>> {
  const found = await tx.$queryRaw<(Actor & { id: string })[]>`
    SELECT operator.id, operator.name, coalesce(
             json_agg(json_build_object('platform', platform, 'userId', user_id)) FILTER (WHERE user_id IS NOT NULL), '[]') AS users
      FROM operator LEFT JOIN chat_user u ON u.company_id = operator.company_id AND u.operator_id = operator.id
     WHERE operator.company_id = ${companyId}::uuid AND operator.id = ANY(${operatorIds}::uuid[])
     GROUP BY operator.id, operator.name ORDER BY operator.name`;
  return new Map(found.map(({ id, ...who }) => [id, who]));
}
