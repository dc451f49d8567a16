import type { Operator } from '../operator.ts';
import type { Permission } from '../permission.ts';
import type { Tx } from './db.ts';

// The owner has every permission: whom OWNER_EMAIL names, else the workspace's owners and administrators.
// Nobody has any who is a guest, from elsewhere, or gone on every platform that we know them from.
const HOLDERS = `
  SELECT operator.id FROM operator JOIN company ON company.id = operator.company_id
   WHERE operator.company_id = $1::uuid
     AND EXISTS (SELECT FROM chat_user u WHERE u.company_id = operator.company_id AND u.operator_id = operator.id
                  AND u.standing = 'colleague')
     AND (operator.email = company.owner_email
          OR company.owner_email IS NULL
             AND EXISTS (SELECT FROM chat_user u WHERE u.company_id = operator.company_id AND u.operator_id = operator.id
                          AND u.standing = 'colleague' AND u.is_admin)
          OR EXISTS (SELECT FROM permission_grant g WHERE g.company_id = operator.company_id
                      AND g.operator_id = operator.id AND g.permission = $2))`;

export async function holds(tx: Tx, { companyId, id }: Operator, permission: Permission): Promise<boolean> {
  const found = await tx.$queryRawUnsafe<unknown[]>(`${HOLDERS} AND operator.id = $3::uuid`, companyId, permission, id);
  return found.length === 1;
}

/** Who of the company has this permission, as far as they are known. */
export async function holdersOf(tx: Tx, companyId: string, permission: Permission): Promise<string[]> {
  const found = await tx.$queryRawUnsafe<{ id: string }[]>(HOLDERS, companyId, permission);
  return found.map(({ id }) => id);
}

/** How many they are. */
export async function countHolders(tx: Tx, companyId: string, permission: Permission): Promise<number> {
  const [count] = await tx.$queryRawUnsafe<{ people: number }[]>(
    `SELECT count(*)::int AS people FROM (${HOLDERS}) holder`,
    companyId,
    permission,
  );
  return count?.people ?? 0;
}

export async function grantPermission(tx: Tx, by: Operator, to: string, permission: Permission): Promise<boolean> {
  const granted = await tx.$executeRaw`
    INSERT INTO permission_grant (company_id, operator_id, permission, granted_by)
    VALUES (${by.companyId}::uuid, ${to}::uuid, ${permission}, ${by.id}::uuid) ON CONFLICT DO NOTHING`;
  return granted === 1;
}

export async function revokePermission(tx: Tx, by: Operator, from: string, permission: Permission): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    DELETE FROM permission_grant
     WHERE company_id = ${by.companyId}::uuid AND operator_id = ${from}::uuid AND permission = ${permission}`;
  return revoked === 1;
}
