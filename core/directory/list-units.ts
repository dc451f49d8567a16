import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type ListedUnit, listUnits as unitsOf } from '../store/org-units.ts';

export type { ListedUnit } from '../store/org-units.ts';

/** The org units as a tree, each below its parent, with how many people are in it. */
export function listUnits({ db }: Needs, operator: Operator): Promise<Outcome<ListedUnit[]>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-org-units');
    if (denied) return refuse(denied);
    return done(await unitsOf(tx, operator.companyId));
  });
}
