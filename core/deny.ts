import type { Operator } from './operator.ts';
import type { Permission } from './permission.ts';
import type { Refusal } from './refusal.ts';
import type { Tx } from './store/db.ts';
import { holds } from './store/permissions.ts';

/** The refusal that this operator earns, read inside the transaction that acts. Undefined when they may. */
export async function deny(tx: Tx, operator: Operator, needs: Permission): Promise<Refusal | undefined> {
  return (await holds(tx, operator, needs)) ? undefined : { code: 'not-allowed', needs };
}
