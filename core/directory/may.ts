import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Permission } from '../permission.ts';
import type { Needs } from '../store/db.ts';

/** Asked before a form opens, so that nobody fills in what would be refused. Whoever acts on it asks again. */
export async function may({ db }: Needs, operator: Operator, permission: Permission): Promise<Outcome> {
  const denied = await deny(db, operator, permission);
  return denied ? refuse(denied) : done();
}
