import { Prisma } from '#prisma/generated/client.ts';
import type { Operator } from '../operator.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

const VALID_MINUTES = 15;

/** The only code of the company that counts from now on. */
export async function putCode(tx: Tx, { companyId, id }: Operator, hash: Uint8Array<ArrayBuffer>): Promise<Date> {
  const made = await tx.$queryRaw<{ expiresAt: Date }[]>`
    INSERT INTO connect_code (hash, company_id, made_by, expires_at)
    VALUES (${hash}, ${companyId}::uuid, ${id}::uuid, now() + ${VALID_MINUTES} * interval '1 minute')
    ON CONFLICT (company_id) DO UPDATE
       SET hash = excluded.hash, made_by = excluded.made_by, expires_at = excluded.expires_at
    RETURNING expires_at AS "expiresAt"`;
  return only(made).expiresAt;
}

export type FoundCode = { companyId: string; madeBy: string };

/** Nobody else takes it until this transaction ends. Undefined for what is no code, or none any more. */
export async function codeToTake(tx: Tx, hash: Uint8Array<ArrayBuffer>): Promise<FoundCode | undefined> {
  const [found] = await tx.$queryRaw<FoundCode[]>`
    SELECT company_id AS "companyId", made_by AS "madeBy" FROM connect_code
     WHERE hash = ${hash} AND expires_at > now() FOR UPDATE`;
  return found;
}

export async function spendCode(tx: Tx, hash: Uint8Array<ArrayBuffer>): Promise<void> {
  await tx.$executeRaw`DELETE FROM connect_code WHERE hash = ${hash} OR expires_at < now()`;
}

const MOST_TRIES = 5;

/** Whether this company may type another code. One at a time is counted. */
export async function mayTry(tx: Tx, companyId: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`connect/${companyId}`}, 0))`;
  await tx.$executeRaw`
    DELETE FROM connect_try
     WHERE company_id = ${companyId}::uuid AND tried_at < now() - ${VALID_MINUTES} * interval '1 minute'`;
  const [tries] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM connect_try WHERE company_id = ${companyId}::uuid`;
  return (tries?.count ?? 0) < MOST_TRIES;
}

export async function noteTry(tx: Tx, companyId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO connect_try (company_id) VALUES (${companyId}::uuid)`;
}

/** Whether anybody has begun to work in it: a list, a person, a number or a run. Settings and grants alone can be made again. */
export async function hasData(tx: Tx, companyId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT WHERE EXISTS (SELECT FROM import WHERE company_id = ${companyId}::uuid)
              OR EXISTS (SELECT FROM run WHERE company_id = ${companyId}::uuid)
              OR EXISTS (SELECT FROM member WHERE company_id = ${companyId}::uuid)
              OR EXISTS (SELECT FROM corporate_number WHERE company_id = ${companyId}::uuid)`;
  return found.length > 0;
}

/** Both stay as they are until this transaction ends. Always in the same order, so that two cannot wait for each other. */
export async function lockCompanies(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT FROM company WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

export async function slackWorkspacesOf(tx: Tx, companyId: string): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT external_id AS id FROM workspace WHERE company_id = ${companyId}::uuid AND platform = 'slack'`;
  return found.map(({ id }) => id);
}

type Move = { from: string; to: string };

/** Its workspaces with their people, who are matched by their verified address. What they were granted stays behind, and they own nothing by it. */
export async function moveWorkspaces(tx: Tx, { from, to }: Move): Promise<number> {
  await tx.$executeRaw`DELETE FROM user_group WHERE company_id = ${from}::uuid`;
  const moved = await tx.$executeRaw`
    UPDATE workspace SET company_id = ${to}::uuid, admins_own = false WHERE company_id = ${from}::uuid`;
  await tx.$executeRaw`
    INSERT INTO operator (company_id, id, name, email)
    SELECT ${to}::uuid, id, name, email FROM operator WHERE company_id = ${from}::uuid
    ON CONFLICT (company_id, email) DO NOTHING`;
  // Who is known there already is who they are there.
  const kept = Prisma.sql`coalesce(
    (SELECT id FROM operator there WHERE there.company_id = ${to}::uuid AND there.email = was.email), was.id)`;
  await tx.$executeRaw`
    UPDATE chat_user SET company_id = ${to}::uuid, operator_id = ${kept} FROM operator was
     WHERE was.company_id = ${from}::uuid AND chat_user.company_id = was.company_id AND chat_user.operator_id = was.id`;
  await tx.$executeRaw`
    UPDATE held_file SET company_id = ${to}::uuid, given_by = ${kept} FROM operator was
     WHERE was.company_id = ${from}::uuid AND held_file.company_id = was.company_id AND held_file.given_by = was.id`;
  await tx.$executeRaw`UPDATE home SET company_id = ${to}::uuid, hash = NULL WHERE company_id = ${from}::uuid`;
  return moved;
}
