import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { Reason } from '../reason.ts';
import type { Tx } from './db.ts';
import { stateOf, verdicts } from './forecast.ts';
import { only } from './only.ts';

export type NewList = { companyId: string; runId: string; channel: Channel };

export const COLUMNS = Prisma.sql`company_id, run_id, position, member_id, import_line, username, name, email, phone, org_unit,
  language, state, reason, reply`;

const MEMBER = Prisma.sql`member.username, nullif(concat_ws(' ', member.first_name, member.last_name), '') AS name, member.email,
  member.phone, org_unit.path, member.language`;

export const UNIT = Prisma.sql`
  LEFT JOIN LATERAL (SELECT path, path_key FROM org_unit
                      WHERE company_id = member.company_id AND id = member.org_unit_id LIMIT 1) org_unit ON true`;

/** Freezes everybody of an import, line by line. Rows that were wrong have no member and keep what was wrong. */
export async function freezeImport(tx: Tx, list: NewList, importId: string): Promise<void> {
  const { companyId, runId } = list;
  await tx.$executeRaw`
    WITH listed AS (
      SELECT line, member_id, username, first_name, last_name, phone, org_unit, language,
             -- What stood in the cell, where it was no address.
             coalesce(email, (SELECT problem ->> 'value' FROM jsonb_array_elements(problems) problem
                               WHERE problem ->> 'column' = 'email' LIMIT 1)) AS email,
             state = 'wrong' AS wrong, problems @> '[{"code": "DUPLICATE_ROW"}]' AS repeated,
             problems @> '[{"code": "USER_ARCHIVED"}]' AS archived,
             (SELECT string_agg(problem ->> 'code', ', ') FROM jsonb_array_elements(problems) problem) AS codes,
             row_number() OVER (ORDER BY line) AS position,
             row_number() OVER (PARTITION BY member_id ORDER BY line) > 1 AND member_id IS NOT NULL AS twice
        FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid),
    judged AS (
      SELECT listed.line, listed.position, listed.codes, member.id AS member_id,
             CASE WHEN wrong THEN listed.username ELSE member.username END AS username,
             nullif(CASE WHEN wrong THEN concat_ws(' ', listed.first_name, listed.last_name)
                         ELSE concat_ws(' ', member.first_name, member.last_name) END, '') AS name,
             CASE WHEN wrong THEN listed.email ELSE member.email END AS email,
             CASE WHEN wrong THEN listed.phone ELSE member.phone END AS phone,
             CASE WHEN wrong THEN listed.org_unit ELSE org_unit.path END AS org_unit,
             CASE WHEN wrong THEN listed.language ELSE member.language END AS language,
             CASE WHEN repeated OR twice THEN 'DUPLICATE_ROW' WHEN archived THEN 'USER_ARCHIVED' ELSE verdict.reason END AS reason
        FROM listed
        LEFT JOIN LATERAL (SELECT * FROM member
                            WHERE company_id = ${companyId}::uuid AND id = listed.member_id AND NOT wrong LIMIT 1) member ON true ${UNIT}
        ${verdicts(list)})
    INSERT INTO invitation (${COLUMNS})
    SELECT ${companyId}::uuid, ${runId}::uuid, position, member_id, line, username, name, email, phone, org_unit, language,
           ${stateOf(Prisma.sql`reason`)}, reason, codes
      FROM judged
     -- Everybody is judged before the first row is written: to look for earlier invitations among those being written takes long.
     ORDER BY position`;
}

/** Freezes the members of these units, each person once. */
export async function freezeUnits(tx: Tx, list: NewList, unitIds: string[]): Promise<void> {
  const { companyId, runId } = list;
  await tx.$executeRaw`
    INSERT INTO invitation (${COLUMNS})
    SELECT ${companyId}::uuid, ${runId}::uuid, row_number() OVER (ORDER BY org_unit.path_key, member.email_key), member.id, NULL,
           ${MEMBER}, ${stateOf(Prisma.sql`verdict.reason`)}, verdict.reason, NULL
      FROM member ${UNIT} ${verdicts(list)}
     WHERE member.company_id = ${companyId}::uuid AND member.org_unit_id = ANY(${unitIds}::uuid[])`;
}

/** Freezes those who failed in a run and whose cause is gone. Those whom the mail may have reached are never among them. */
export async function freezeRetry(tx: Tx, list: NewList, failedOf: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO invitation (${COLUMNS})
    SELECT ${list.companyId}::uuid, ${list.runId}::uuid, row_number() OVER (ORDER BY failed_at), id, import_line,
           username, name, email, phone, path, language, 'queued', NULL, NULL
      FROM (${retryable(list, failedOf)}) again`;
}

/** Freezes those whom a cancelled run never mailed, as they are now. */
export async function freezeRest(tx: Tx, list: NewList, restOf: string): Promise<void> {
  const { companyId, runId } = list;
  await tx.$executeRaw`
    INSERT INTO invitation (${COLUMNS})
    SELECT ${companyId}::uuid, ${runId}::uuid, row_number() OVER (ORDER BY rest.position), member.id, rest.import_line, ${MEMBER},
           ${stateOf(Prisma.sql`verdict.reason`)}, verdict.reason, NULL
      FROM invitation rest
     CROSS JOIN LATERAL (SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = rest.member_id LIMIT 1) member ${UNIT}
      ${verdicts(list)}
     WHERE rest.company_id = ${companyId}::uuid AND rest.run_id = ${restOf}::uuid AND rest.state = 'cancelled'`;
}

/** How many people a cancelled run never mailed. */
export async function countRest(tx: Tx, companyId: string, restOf: string): Promise<number> {
  const counts = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ${restOf}::uuid AND state = 'cancelled'`;
  return only(counts).people;
}

/** How many of a run's failed people could be invited now. */
export async function countRetryable(tx: Tx, list: Omit<NewList, 'runId'>, failedOf: string): Promise<number> {
  const counts = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM (${retryable(list, failedOf)}) again`;
  return only(counts).people;
}

/** The same, by why they failed. */
export function retryableByReason(
  tx: Tx,
  list: Omit<NewList, 'runId'>,
  failedOf: string,
): Promise<{ reason: Reason; people: number }[]> {
  return tx.$queryRaw<{ reason: Reason; people: number }[]>`
    SELECT reason, count(*)::int AS people FROM (${retryable(list, failedOf)}) again GROUP BY reason`;
}

// A row that was wrong at import has no member; a later import may have created the person, who is known by the address.
// An address that a server refused is worth another mail only when it is another address.
const retryable = ({ companyId, channel }: Omit<NewList, 'runId'>, failedOf: string) => Prisma.sql`
  SELECT DISTINCT ON (member.id) member.id, failed.position AS failed_at, failed.import_line, failed.reason, ${MEMBER}
    FROM invitation failed
    CROSS JOIN LATERAL (
      SELECT * FROM member WHERE company_id = ${companyId}::uuid AND id = failed.member_id
      UNION ALL
      SELECT * FROM member
       WHERE company_id = ${companyId}::uuid AND failed.member_id IS NULL AND email_key = lower(failed.email)
       LIMIT 1) member ${UNIT}
    ${verdicts({ companyId, channel })}
   WHERE failed.company_id = ${companyId}::uuid AND failed.run_id = ${failedOf}::uuid AND failed.state = 'failed'
     AND verdict.reason IS NULL
     AND (failed.reason NOT LIKE 'EMAIL\\_%' OR member.email_key <> lower(failed.email))
   ORDER BY member.id, failed.position`;

/** Freezes one part of a draft that is too long: its people as they were frozen, `size` to invite in each; the first part also has all the others. */
export async function freezePart(
  tx: Tx,
  { companyId, runId }: Omit<NewList, 'channel'>,
  whole: { id: string; part: number; size: number },
): Promise<void> {
  await tx.$executeRaw`
    WITH numbered AS (
      SELECT *, CASE WHEN state = 'queued'
                     THEN (row_number() OVER (PARTITION BY state = 'queued' ORDER BY position) - 1) / ${whole.size}::int
                     ELSE 0 END AS part
        FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${whole.id}::uuid)
    INSERT INTO invitation (${COLUMNS})
    SELECT company_id, ${runId}::uuid, row_number() OVER (ORDER BY position), member_id, import_line, username, name, email,
           phone, org_unit, language, state, reason, reply
      FROM numbered WHERE part = ${whole.part}::int`;
}

/** These units, and all below them if asked. Undefined when one of them is not the company's. */
export async function unitsChosen(
  tx: Tx,
  companyId: string,
  { unitIds, withSubUnits }: { unitIds: string[]; withSubUnits: boolean },
): Promise<{ ids: string[]; paths: string[] } | undefined> {
  const chosen = await tx.$queryRaw<{ path: string }[]>`
    SELECT path FROM org_unit WHERE company_id = ${companyId}::uuid AND id = ANY(${unitIds}::uuid[]) ORDER BY path`;
  if (chosen.length === 0 || chosen.length < new Set(unitIds).size) return undefined;

  const all = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chosen AS (
      SELECT id FROM org_unit WHERE company_id = ${companyId}::uuid AND id = ANY(${unitIds}::uuid[])
      UNION
      SELECT below.id FROM org_unit below JOIN chosen ON below.parent_id = chosen.id
       WHERE below.company_id = ${companyId}::uuid AND ${withSubUnits})
    SELECT id FROM chosen`;
  return { ids: all.map(({ id }) => id), paths: chosen.map(({ path }) => path) };
}
