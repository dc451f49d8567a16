import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/**
 * Gives every row of an import that is not wrong its verdict against the directory as it is now: new, changed (with what),
 * unchanged or wrong. The first row with an address counts, later ones repeat it. A number that two people of the file
 * claim is neither's, unless it is known whose it is. An empty cell says nothing: what is known stays.
 * Returns how many rows had another verdict before.
 */
export async function judgeRows(tx: Tx, { companyId, importId }: ImportRef): Promise<number> {
  const judged = await tx.$queryRaw<{ differs: number }[]>`
    WITH listed AS MATERIALIZED (
      SELECT *, CASE WHEN email_key IS NOT NULL THEN min(line) OVER (PARTITION BY email_key) END AS first_line
        FROM import_row
       WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state IS DISTINCT FROM 'wrong'
    ), claim AS (
      SELECT phone, min(line) AS first, max(line) AS last
        FROM listed WHERE line = first_line AND phone IS NOT NULL GROUP BY phone
    ), person AS MATERIALIZED (
      SELECT member.*, org_unit.path AS unit, role.name AS role_name FROM member
        JOIN role ON role.company_id = member.company_id AND role.id = member.role_id
        LEFT JOIN org_unit ON org_unit.company_id = member.company_id AND org_unit.id = member.org_unit_id
       WHERE member.company_id = ${companyId}::uuid AND email_key = ANY (ARRAY(SELECT email_key FROM listed))
    ), held AS MATERIALIZED (
      SELECT phone, id FROM member
       WHERE company_id = ${companyId}::uuid AND archived_at IS NULL AND phone = ANY (ARRAY(SELECT phone FROM listed))
      UNION
      SELECT phone, member_id FROM corporate_number
       WHERE company_id = ${companyId}::uuid AND member_id IS NOT NULL AND phone = ANY (ARRAY(SELECT phone FROM listed))
    ), holder AS (
      SELECT phone, array_agg(id) AS ids FROM held GROUP BY phone
    ), compared AS (
      SELECT listed.line, listed.state AS was, person.id IS NOT NULL AS known,
             listed.problems || CASE
               WHEN listed.line > first_line THEN
                 jsonb_build_array(jsonb_build_object('code', 'DUPLICATE_ROW', 'column', 'email', 'value', listed.email, 'of', first_line))
               ELSE
                 CASE WHEN person.archived_at IS NOT NULL THEN
                   jsonb_build_array(jsonb_build_object('code', 'USER_ARCHIVED', 'column', 'email', 'value', listed.email))
                 ELSE '[]' END
                 || CASE WHEN listed.line = first_line AND claim.first < claim.last AND holder.ids IS DISTINCT FROM ARRAY[person.id] THEN
                   jsonb_build_array(jsonb_build_object('code', 'PHONE_TAKEN', 'column', 'mobile_phone', 'value', listed.phone,
                     'of', CASE WHEN listed.line = claim.first THEN claim.last ELSE claim.first END))
                 WHEN listed.line = first_line AND holder.ids <> ARRAY[person.id] THEN
                   jsonb_build_array(jsonb_build_object('code', 'PHONE_TAKEN', 'column', 'mobile_phone', 'value', listed.phone))
                 ELSE '[]' END
                 || CASE WHEN listed.role IS NOT NULL AND role.id IS NULL THEN
                   jsonb_build_array(jsonb_build_object('code', 'ROLE_NOT_PERMITTED', 'column', 'role', 'value', listed.role))
                 ELSE '[]' END
             END AS problems,
             CASE WHEN person.id IS NULL THEN '[]' ELSE (
               SELECT coalesce(jsonb_agg(jsonb_build_object('column', cell, 'from', was, 'to', given)), '[]') FROM (VALUES
                 ('username', person.username, listed.username, false),
                 ('first_name', person.first_name, listed.first_name, false),
                 ('last_name', person.last_name, listed.last_name, false),
                 ('mobile_phone', person.phone, listed.phone, false),
                 ('org_unit', person.unit, listed.org_unit, true),
                 ('role', person.role_name, listed.role, true),
                 ('language', person.language, listed.language, false),
                 ('country', person.country, listed.country, false),
                 ('time_zone', person.time_zone, listed.time_zone, false),
                 ('department', person.department, listed.department, false),
                 ('job_title', person.job_title, listed.job_title, false)) AS cells (cell, was, given, folded)
                WHERE given IS NOT NULL AND given IS DISTINCT FROM was
                  AND NOT (folded AND lower(given) IS NOT DISTINCT FROM lower(was))) END AS changes
        FROM listed
        LEFT JOIN person ON person.email_key = listed.email_key
        LEFT JOIN claim ON claim.phone = listed.phone
        LEFT JOIN holder ON holder.phone = listed.phone
        LEFT JOIN role ON role.company_id = listed.company_id AND role.name_key = lower(listed.role)
    ), verdict AS MATERIALIZED (
      SELECT line, was, problems, changes, (CASE
               WHEN problems <> '[]' THEN 'wrong'
               WHEN NOT known THEN 'new'
               WHEN changes = '[]' THEN 'unchanged'
               ELSE 'changed' END)::"RowState" AS state
        FROM compared
    ), judged AS (
      UPDATE import_row SET state = verdict.state, problems = verdict.problems, changes = verdict.changes FROM verdict
       WHERE import_row.company_id = ${companyId}::uuid AND import_row.import_id = ${importId}::uuid
         AND import_row.line = verdict.line
    )
    SELECT count(*)::int AS differs FROM verdict WHERE was IS NOT NULL AND was <> state`;
  return only(judged).differs;
}
