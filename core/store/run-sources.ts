import type { ImportState } from '../states.ts';
import type { Tx } from './db.ts';

type Source = { fileName: string; state: ImportState; createdAt: Date };

/** An import as the source of a run, in whatever state it is. It stays so until the transaction ends. */
export async function importForRun(tx: Tx, companyId: string, importId: string): Promise<Source | undefined> {
  const [found] = await tx.$queryRaw<Source[]>`
    SELECT file_name AS "fileName", state, created_at AS "createdAt" FROM import
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid FOR SHARE`;
  return found;
}
