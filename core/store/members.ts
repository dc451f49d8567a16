import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';
import { DEFAULT_ROLE_KEY } from './roles.ts';

/** One transaction at a time changes a company's people, so that a verdict on a row stays true until it is applied. */
export async function lockDirectory(tx: Tx, companyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`directory ${companyId}`}, 0))`;
}

/** The people of the rows judged new. */
export async function addMembers(tx: Tx, { companyId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO member (company_id, username, email, email_key, first_name, last_name, phone, org_unit_id, role_id,
                        language, country, time_zone, department, job_title)
    SELECT ${companyId}::uuid, username, email, email_key, first_name, last_name, phone, org_unit.id, role.id,
           language, country, time_zone, department, job_title
      FROM import_row
      LEFT JOIN org_unit ON org_unit.company_id = ${companyId}::uuid AND org_unit.path_key = lower(import_row.org_unit)
      JOIN role ON role.company_id = ${companyId}::uuid
            AND role.name_key = coalesce(lower(import_row.role), ${DEFAULT_ROLE_KEY})
     WHERE import_row.company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state = 'new'`;
}

/** What the rows judged changed say, onto their people. An empty cell changes nothing. */
export async function changeMembers(tx: Tx, { companyId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE member SET
           username = coalesce(given.username, member.username),
           first_name = coalesce(given.first_name, member.first_name),
           last_name = coalesce(given.last_name, member.last_name),
           phone = coalesce(given.phone, member.phone),
           org_unit_id = coalesce(org_unit.id, org_unit_id),
           role_id = coalesce(role.id, role_id),
           language = coalesce(given.language, member.language),
           country = coalesce(given.country, member.country),
           time_zone = coalesce(given.time_zone, member.time_zone),
           department = coalesce(given.department, member.department),
           job_title = coalesce(given.job_title, member.job_title),
           changed_at = now()
      FROM import_row given
      LEFT JOIN org_unit ON org_unit.company_id = ${companyId}::uuid AND org_unit.path_key = lower(given.org_unit)
      LEFT JOIN role ON role.company_id = ${companyId}::uuid AND role.name_key = lower(given.role)
     WHERE given.company_id = ${companyId}::uuid AND given.import_id = ${importId}::uuid AND given.state = 'changed'
       AND member.company_id = ${companyId}::uuid AND member.email_key = given.email_key
       AND member.email_key = ANY (ARRAY(
             SELECT email_key FROM import_row
              WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state = 'changed'))`;
}

/** Notes on each row that was applied whose it is. */
export async function tieRowsToMembers(tx: Tx, { companyId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_row SET member_id = member.id FROM member
     WHERE import_row.company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state <> 'wrong'
       AND member.company_id = ${companyId}::uuid AND member.email_key = import_row.email_key
       AND member.email_key = ANY (ARRAY(
             SELECT email_key FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid))`;
}
