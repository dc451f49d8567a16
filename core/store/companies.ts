import type { Tx } from './db.ts';
import { only } from './only.ts';

export type KnownWorkspace = { platform: string; externalId: string; name: string };

export async function companyOf(tx: Tx, platform: string, externalId: string): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ companyId: string }[]>`
    SELECT company_id AS "companyId" FROM workspace WHERE platform = ${platform} AND external_id = ${externalId}`;
  return found?.companyId;
}

/** One process at a time founds the company: the lock ends with the transaction. */
export async function lockFounding(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('found-company'))`;
}

/** The one company that has no workspace of this platform yet, but another one: who has none has joined another company. Undefined when none or several have none. */
export async function companyWithout(tx: Tx, platform: string): Promise<string | undefined> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM company
     WHERE NOT EXISTS (SELECT FROM workspace WHERE company_id = company.id AND platform = ${platform})
       AND EXISTS (SELECT FROM workspace WHERE company_id = company.id) LIMIT 2`;
  return companies.length === 1 ? companies[0]?.id : undefined;
}

/** A company with the one role that everybody starts with. */
export async function addCompany(tx: Tx, name: string): Promise<string> {
  const company = only(await tx.$queryRaw<{ id: string }[]>`INSERT INTO company (name) VALUES (${name}) RETURNING id`);
  await tx.$executeRaw`
    INSERT INTO role (company_id, name, name_key, channels) VALUES (${company.id}::uuid, 'Member', 'member', '{whatsapp}')`;
  return company.id;
}

/** Teams tells nobody what a tenant is called: the first workspace that has a name gives it to the company. */
export async function nameAfter(tx: Tx, companyId: string, { platform, name }: KnownWorkspace): Promise<void> {
  if (platform === 'teams') return;
  await tx.$executeRaw`
    UPDATE company SET name = ${name} WHERE id = ${companyId}::uuid
       AND NOT EXISTS (SELECT FROM workspace WHERE company_id = company.id AND platform <> 'teams')`;
}

export async function setOwner(tx: Tx, companyId: string, ownerEmail: string | undefined): Promise<void> {
  await tx.$executeRaw`
    UPDATE company SET owner_email = ${ownerEmail?.toLowerCase() ?? null} WHERE id = ${companyId}::uuid`;
}

export async function addWorkspace(
  tx: Tx,
  companyId: string,
  { platform, externalId, name }: KnownWorkspace,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO workspace (platform, external_id, company_id, name)
    VALUES (${platform}, ${externalId}, ${companyId}::uuid, ${name})`;
}

/** The name that invited people see: as set, else as the workspace is called. */
export async function companyName(tx: Tx, companyId: string): Promise<string> {
  const [company] = await tx.$queryRaw<{ name: string }[]>`
    SELECT coalesce(nullif(setting.value, ''), company.name) AS name FROM company
      LEFT JOIN setting ON setting.company_id = company.id AND setting.key = 'company.name'
     WHERE company.id = ${companyId}::uuid`;
  return company?.name ?? '';
}
