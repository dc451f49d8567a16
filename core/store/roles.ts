import type { Channel } from '../channel.ts';
import type { Tx } from './db.ts';

/** The role of everybody whose list names none; each company is founded with it. */
export const DEFAULT_ROLE_KEY = 'member';

export type ListedRole = { id: string; name: string; channels: Channel[] };

export function listRoles(tx: Tx, companyId: string): Promise<ListedRole[]> {
  return tx.$queryRaw<ListedRole[]>`
    SELECT id, name, channels FROM role WHERE company_id = ${companyId}::uuid ORDER BY name_key`;
}

/** A role that members may have, and what it lets them link. Lists name it in any case. */
export async function addRole(tx: Tx, companyId: string, name: string, channels: Channel[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO role (company_id, name, name_key, channels)
    VALUES (${companyId}::uuid, ${name}, lower(${name}), ${channels}::text[])`;
}
