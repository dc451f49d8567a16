import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type ListedImport, listImportsOf } from '../store/import-lists.ts';

export type { ListedImport } from '../store/import-lists.ts';

const LISTED = 10;

type Wanted = { limit?: number /** The id of an import: only older ones. */; before?: string };

/** The company's imports, newest first. */
export function listImports({ db }: Needs, operator: Operator, wanted: Wanted = {}): Promise<Outcome<ListedImport[]>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-imports');
    if (denied) return refuse(denied);
    return done(await listImportsOf(tx, operator.companyId, { limit: LISTED, ...wanted }));
  });
}
