import type { Operator } from './operator.ts';
import type { Permission } from './permission.ts';
import type { Refusal } from './refusal.ts';
import type { Tx } from './store/db.ts';
import { heldThrough, holds } from './store/permissions.ts';

/** The refusal that this operator earns, read inside the transaction that acts. Undefined when they may. */
export async function deny(tx: Tx, operator: Operator, needs: Permission): Promise<Refusal | undefined> {
  if (await holds(tx, operator, needs)) return undefined;
  // Nobody who would hold it through a group that cannot be asked for is told that they never did.
  const through = (await heldThrough(tx, operator)).find(({ permission }) => permission === needs);
  return through
    ? { code: 'group-not-known', needs, group: through.group, since: through.knownAt }
    : { code: 'not-allowed', needs };
}
