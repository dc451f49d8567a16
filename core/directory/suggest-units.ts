import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { type Needs, transaction } from '../store/db.ts';
import { findUnits, type ListedUnit } from '../store/org-units.ts';

export type Typed = { typed: string; most: number };

/** The first org units whose path has what was typed. None for who may not see them. */
export function suggestUnits({ db }: Needs, operator: Operator, { typed, most }: Typed): Promise<ListedUnit[]> {
  return transaction(db, async (tx) => {
    if (await deny(tx, operator, 'view-org-units')) return [];
    return findUnits(tx, operator.companyId, typed.trim(), most);
  });
}
