import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

/** A conversation of the tenant, and where its Teams stands. */
export type TeamsChat = { tenantId: string; id: string; serviceUrl: string };

/** A user of the tenant as Teams calls them to this bot, and the conversation with them alone where there is one. */
export type TeamsUser = { tenantId: string; userId: string; mri: string; conversation?: string };

const companyOf = (tenantId: string) =>
  Prisma.sql`(SELECT company_id FROM workspace WHERE platform = 'teams' AND external_id = ${tenantId})`;
const here = (tenantId: string) =>
  Prisma.sql`company_id = ${companyOf(tenantId)} AND platform = 'teams' AND workspace_id = ${tenantId}`;

/** Writes only what is not so already. */
export async function keepChat(tx: Tx, { tenantId, id, serviceUrl }: TeamsChat): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO teams_chat (company_id, workspace_id, id, service_url)
    SELECT company_id, external_id, ${id}, ${serviceUrl} FROM workspace
     WHERE platform = 'teams' AND external_id = ${tenantId}
    ON CONFLICT (company_id, platform, workspace_id, id) DO UPDATE SET service_url = excluded.service_url
     WHERE teams_chat.service_url <> excluded.service_url`;
}

export async function keepUser(tx: Tx, { tenantId, userId, mri, conversation }: TeamsUser): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO teams_user (company_id, workspace_id, user_id, mri, conversation)
    SELECT company_id, external_id, ${userId}, ${mri}, ${conversation ?? null} FROM workspace
     WHERE platform = 'teams' AND external_id = ${tenantId}
    ON CONFLICT (company_id, platform, workspace_id, user_id) DO UPDATE
       SET mri = excluded.mri, conversation = coalesce(excluded.conversation, teams_user.conversation)
     WHERE (teams_user.mri, teams_user.conversation)
           IS DISTINCT FROM (excluded.mri, coalesce(excluded.conversation, teams_user.conversation))`;
}

/** Where this conversation stands; of one that nobody has told us of, where the last one that was. */
export async function serviceOf(tx: Tx, tenantId: string, conversation: string): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ serviceUrl: string }[]>`
    SELECT service_url AS "serviceUrl" FROM teams_chat WHERE ${here(tenantId)}
     ORDER BY id = ${conversation} DESC, created_at DESC LIMIT 1`;
  return found?.serviceUrl;
}

export async function usersOf(tx: Tx, tenantId: string, userIds: string[]): Promise<TeamsUser[]> {
  const found = await tx.$queryRaw<(Omit<TeamsUser, 'conversation'> & { conversation: string | null })[]>`
    SELECT workspace_id AS "tenantId", user_id AS "userId", mri, conversation FROM teams_user
     WHERE ${here(tenantId)} AND user_id = ANY(${userIds}::text[])`;
  return found.map(({ conversation, ...user }) => ({ ...user, ...(conversation !== null && { conversation }) }));
}

// One team's roster usually has whom another one has.
const MOST_CHANNELS = 5;

/** Channels of teams that the bot is in, the newest first: their rosters have more people than a conversation with one alone. */
export async function channelsOf(tx: Tx, tenantId: string): Promise<TeamsChat[]> {
  return tx.$queryRaw<TeamsChat[]>`
    SELECT workspace_id AS "tenantId", id, service_url AS "serviceUrl" FROM teams_chat
     WHERE ${here(tenantId)} AND id LIKE '19:%@thread%' ORDER BY created_at DESC LIMIT ${MOST_CHANNELS}`;
}

/** The bot was taken out of it. */
export async function dropChat(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM teams_chat WHERE ${here(tenantId)} AND id = ${id}`;
  await tx.$executeRaw`
    UPDATE teams_user SET conversation = NULL
     WHERE ${here(tenantId)} AND conversation = ${id}`;
}
