import type { Operator } from '../operator.ts';
import { Permission } from '../permission.ts';
import { companyName } from '../store/companies.ts';
import { type Needs, transaction } from '../store/db.ts';
import { holds } from '../store/permissions.ts';

/** What this operator may do, and in whose name. */
export function whatMay({ db }: Needs, operator: Operator): Promise<{ company: string; permissions: Permission[] }> {
  return transaction(db, async (tx) => {
    const permissions: Permission[] = [];
    for (const permission of Permission.options)
      if (await holds(tx, operator, permission)) permissions.push(permission);
    return { company: await companyName(tx, operator.companyId), permissions };
  });
}
