import { Prisma } from '#prisma/generated/client.ts';
import type { Operator } from '../operator.ts';
import type { Db, Tx } from './db.ts';
import { tell, tellAll } from './outbox.ts';

/** The Home tab of one user on one platform, and whose it is. */
export type ShownHome = {
  companyId: string;
  id: string;
  platform: string;
  workspaceId: string;
  userId: string;
  conversation: string;
  operator: Operator;
  /** The platform's name for what was published last. */
  hash: string | null;
  /** Milliseconds since then. */
  age: number | null;
};

type Opened = { userId: string; platform: string; workspaceId: string; conversation: string };

/** Somebody has opened their Home tab: from now on it is kept up to date. */
export async function homeOpened(tx: Tx, { companyId, id }: Operator, opened: Opened): Promise<void> {
  const homes = await tx.$queryRaw<{ homeId: string }[]>`
    INSERT INTO home (company_id, platform, workspace_id, user_id, conversation)
    SELECT company_id, platform, workspace_id, user_id, ${opened.conversation} FROM chat_user
     WHERE company_id = ${companyId}::uuid AND operator_id = ${id}::uuid AND platform = ${opened.platform}
       AND workspace_id = ${opened.workspaceId} AND user_id = ${opened.userId}
    ON CONFLICT (platform, workspace_id, user_id) DO UPDATE
       SET company_id = excluded.company_id, conversation = excluded.conversation, opened_at = now()
    RETURNING id AS "homeId"`;
  for (const { homeId } of homes) await tell(tx, 'show-home', { companyId, homeId });
}

// Whoever has not looked for longer gets a new one as soon as they do.
const REMEMBERED = Prisma.sql`interval '7 days'`;

/**
 * Who sees what on Home tabs of the company has changed, or how it is set up. Nothing is locked: what is so when one is published
 * is read then.
 */
export function homesOutOfDate(tx: Tx, companyId: string): Promise<void> {
  return tellHomes(tx, companyId, Prisma.sql`opened_at > now() - ${REMEMBERED}`);
}

// Slack takes about 100 of them a minute from us (tier 4), and somebody who left the tab open is not looking any more.
const LOOKING = Prisma.sql`interval '10 minutes'`;
const FOLLOW = Prisma.sql`interval '12 seconds'`;

/** A list or a run on them has changed: whoever is not looking sees that when they open theirs. */
export function homesMove(tx: Tx, companyId: string): Promise<void> {
  return tellHomes(tx, companyId, Prisma.sql`opened_at > now() - ${LOOKING}`);
}

/** The same, while only numbers move: they follow, and not too often. */
export function homesFollow(tx: Tx, companyId: string): Promise<void> {
  return tellHomes(tx, companyId, Prisma.sql`opened_at > now() - ${LOOKING} AND shown_at < now() - ${FOLLOW}`);
}

async function tellHomes(tx: Tx, companyId: string, which: Prisma.Sql): Promise<void> {
  const homes = await tx.$queryRaw<{ companyId: string; homeId: string }[]>`
    SELECT company_id AS "companyId", id AS "homeId" FROM home WHERE company_id = ${companyId}::uuid AND ${which}`;
  await tellAll(tx, 'show-home', homes);
}

/** Undefined when there is nobody any more to show it to. */
export async function homeToShow(tx: Tx, companyId: string, homeId: string): Promise<ShownHome | undefined> {
  const [found] = await tx.$queryRaw<(Omit<ShownHome, 'operator'> & { operatorId: string; name: string })[]>`
    SELECT home.company_id AS "companyId", home.id, home.platform, home.workspace_id AS "workspaceId",
           home.user_id AS "userId", conversation, hash, operator.id AS "operatorId", operator.name,
           extract(epoch FROM now() - shown_at)::float8 * 1000 AS age
      FROM home
      JOIN chat_user u ON u.platform = home.platform AND u.workspace_id = home.workspace_id AND u.user_id = home.user_id
      JOIN operator ON operator.company_id = u.company_id AND operator.id = u.operator_id
      JOIN workspace ON workspace.platform = home.platform AND workspace.external_id = home.workspace_id
     WHERE home.company_id = ${companyId}::uuid AND home.id = ${homeId}::uuid AND u.company_id = home.company_id
       AND u.standing = 'colleague' AND workspace.left_at IS NULL`;
  if (!found) return undefined;
  const { operatorId, name, ...home } = found;
  return { ...home, operator: { companyId, id: operatorId, name } };
}

export async function homeShown(db: Db, { companyId, id }: ShownHome, hash: string): Promise<void> {
  await db.$executeRaw`
    UPDATE home SET hash = ${hash}, shown_at = now() WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid`;
}
