import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type ListedImport, lastImports } from '../store/import-lists.ts';

export type { ListedImport } from '../store/import-lists.ts';

const LISTED = 10;

/** The company's last imports, newest first. */
export function listImports({ db }: Needs, operator: Operator): Promise<Outcome<ListedImport[]>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-imports');
    if (denied) return refuse(denied);
    return done(await lastImports(tx, operator.companyId, LISTED));
  });
}
