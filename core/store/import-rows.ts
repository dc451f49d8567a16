import type { RowBatch } from '../imports/check-file/row-batch.ts';
import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';

/**
 * Statistics know nothing of rows that were written a moment ago: taken for a handful, 10,000 of them are joined in a
 * nested loop, which takes minutes. For the rest of this transaction there are none.
 */
export async function expectManyRows(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
}

/** Statistics as they are after a big list, before autovacuum comes to it. Somebody who is at it already does the same. */
export async function countAnew(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE (SKIP_LOCKED) member, org_unit, corporate_number`;
}

/** Keeps rows as they were read; their verdict comes when all of them are here. */
export async function addRows(tx: Tx, { companyId, importId }: ImportRef, batch: RowBatch): Promise<void> {
  const { username, email, first_name, last_name, mobile_phone, org_unit, role } = batch.values;
  const { language, country, time_zone, department, job_title } = batch.values;
  await tx.$executeRaw`
    INSERT INTO import_row (company_id, import_id, line, problems, email_key, username, email, first_name, last_name, phone,
                            org_unit, role, language, country, time_zone, department, job_title)
    SELECT ${companyId}::uuid, ${importId}::uuid, line, problems::jsonb, email_key, username, email, first_name, last_name,
           phone, org_unit, role, language, country, time_zone, department, job_title
      FROM unnest(${batch.lines}::int[], ${batch.problems}::text[], ${batch.emailKeys}::text[], ${username}::text[],
                  ${email}::text[], ${first_name}::text[], ${last_name}::text[], ${mobile_phone}::text[],
                  ${org_unit}::text[], ${role}::text[], ${language}::text[], ${country}::text[], ${time_zone}::text[],
                  ${department}::text[], ${job_title}::text[])
           AS given (line, problems, email_key, username, email, first_name, last_name, phone,
                     org_unit, role, language, country, time_zone, department, job_title)`;
}

export async function dropRows(tx: Tx, { companyId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid`;
}

export type Counts = { total: number; new: number; changed: number; unchanged: number; wrong: number };

/** Counts the verdicts, onto the import. `differs`: how many came out otherwise than they were shown. */
export async function countRows(tx: Tx, { companyId, importId }: ImportRef, differs = 0): Promise<Counts> {
  const [counts] = await tx.$queryRaw<Counts[]>`
    UPDATE import SET total = found.total, new = found.new, changed = found.changed, unchanged = found.unchanged,
                      wrong = found.wrong, differs = ${differs}::int
      FROM (SELECT count(*)::int AS total,
                   count(*) FILTER (WHERE state = 'new')::int AS new,
                   count(*) FILTER (WHERE state = 'changed')::int AS changed,
                   count(*) FILTER (WHERE state = 'unchanged')::int AS unchanged,
                   count(*) FILTER (WHERE state = 'wrong')::int AS wrong
              FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid) found
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid
    RETURNING import.total, import.new, import.changed, import.unchanged, import.wrong`;
  if (!counts) throw new Error(`There is no import ${importId}`);
  return counts;
}
