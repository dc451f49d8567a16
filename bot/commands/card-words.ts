import type { Db } from '#core/store/db.ts';
import { runTyped } from '#core/store/subjects.ts';

/** "cancel 3f2a" typed instead of pressed: the run of that id, in the state it has now. */
export async function cardWords(db: Db, companyId: string, [typed]: string[]): Promise<Record<string, unknown>> {
  if (typed === undefined) return {};
  return (await runTyped(db, companyId, typed)) ?? {};
}
