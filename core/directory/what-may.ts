import type { Operator } from '../operator.ts';
import type { Permission } from '../permission.ts';
import { companyName } from '../store/companies.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type HeldThrough, heldThrough, permissionsOf } from '../store/permissions.ts';

export type { HeldThrough } from '../store/permissions.ts';

type Held = { company: string; permissions: Permission[]; through: HeldThrough[] };

/** What this operator may do, through which groups, and in whose name. */
export function whatMay({ db }: Needs, operator: Operator): Promise<Held> {
  return transaction(db, async (tx) => {
    const permissions = await permissionsOf(tx, operator);
    const through = await heldThrough(tx, operator);
    return { company: await companyName(tx, operator.companyId), permissions, through };
  });
}
