import { Prisma } from '#prisma/generated/client.ts';
import type { Operator, Place } from '../operator.ts';
import type { Tx } from './db.ts';

const UNTOUCHED = Prisma.sql`
  NOT EXISTS (SELECT FROM setup WHERE company_id = company.id)
  AND NOT EXISTS (SELECT FROM run WHERE company_id = company.id)
  AND NOT EXISTS (SELECT FROM setting WHERE company_id = company.id)`;

/**
 * Notes that the set-up is offered to this company, which has not begun with anything. False where it has, or it was offered
 * before. One statement, since it is asked whenever somebody types.
 */
export async function offerSetup(tx: Tx, companyId: string): Promise<boolean> {
  const offered = await tx.$executeRaw`
    INSERT INTO setup (company_id, passed)
    SELECT id, '{}' FROM company WHERE id = ${companyId}::uuid AND ${UNTOUCHED}
    ON CONFLICT (company_id) DO NOTHING`;
  return offered === 1;
}

/** Whether it could be offered, looked up without a lock. */
export async function isUntouched(tx: Tx, companyId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM company WHERE id = ${companyId}::uuid AND ${UNTOUCHED}`;
  return found.length > 0;
}

/** Notes that the chat is asked to offer it. When it was asked for the first time, if it was before. */
export async function beginOffer(tx: Tx, companyId: string): Promise<Date | null> {
  const [begun] = await tx.$queryRaw<{ since: Date | null }[]>`
    WITH was AS (SELECT unsure_at FROM setup WHERE company_id = ${companyId}::uuid)
    UPDATE setup SET unsure_at = coalesce(unsure_at, now())
     WHERE company_id = ${companyId}::uuid RETURNING (SELECT unsure_at FROM was) AS since`;
  return begun?.since ?? null;
}

/** Steps that somebody has gone past without an answer. */
export async function passedSteps(tx: Tx, companyId: string): Promise<string[]> {
  const [setup] = await tx.$queryRaw<{ passed: string[] }[]>`
    SELECT passed FROM setup WHERE company_id = ${companyId}::uuid`;
  return setup?.passed ?? [];
}

export async function passStep(tx: Tx, companyId: string, step: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO setup (company_id, passed) VALUES (${companyId}::uuid, ARRAY[${step}::text])
    ON CONFLICT (company_id) DO UPDATE
       SET passed = (SELECT array_agg(DISTINCT one) FROM unnest(setup.passed || excluded.passed) one)`;
}

/** Whether anybody was given this permission by name. */
export async function isGranted(tx: Tx, companyId: string, permission: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM permission_grant WHERE company_id = ${companyId}::uuid AND permission = ${permission}
     UNION ALL SELECT FROM group_grant WHERE company_id = ${companyId}::uuid AND permission = ${permission} LIMIT 1`;
  return found.length > 0;
}

/** This operator's user in the workspace where they spoke. */
export async function userOf(
  tx: Tx,
  { companyId, id }: Pick<Operator, 'companyId' | 'id'>,
  { platform, workspaceId }: Pick<Place, 'platform' | 'workspaceId'>,
): Promise<string | undefined> {
  const [user] = await tx.$queryRaw<{ userId: string }[]>`
    SELECT user_id AS "userId" FROM chat_user
     WHERE company_id = ${companyId}::uuid AND operator_id = ${id}::uuid AND platform = ${platform}
       AND workspace_id = ${workspaceId} AND standing = 'colleague' ORDER BY seen_at DESC LIMIT 1`;
  return user?.userId;
}
