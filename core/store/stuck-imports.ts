import type { ImportRef } from '../imports/import-ref.ts';
import type { ImportState } from '../states.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { rejectImport } from './imports.ts';
import { later, tell } from './outbox.ts';

type Stuck = ImportRef & { state: Extract<ImportState, 'receiving' | 'checking'>; rings: number };

const MOST_RINGS = 3;

/**
 * Imports that nobody has touched for a minute: their doorbell is rung again, three times at the most, then they end.
 * One that is being checked right now is locked, and so left in peace.
 */
export async function ringStuckImports(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    for (const stuck of await takeStuck(tx)) {
      if (stuck.rings > MOST_RINGS) await rejectImport(tx, stuck, stuck.state, { code: 'FILE_NOT_READABLE' });
      else await ring(tx, stuck);
    }
  });
}

function takeStuck(tx: Tx): Promise<Stuck[]> {
  return tx.$queryRaw<Stuck[]>`
    WITH stuck AS MATERIALIZED (
      SELECT company_id, id FROM import
       WHERE state IN ('receiving', 'checking') AND touched_at < now() - interval '60 seconds'
       ORDER BY touched_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    UPDATE import SET rings = rings + 1, touched_at = now() FROM stuck
     WHERE import.company_id = stuck.company_id AND import.id = stuck.id
    RETURNING import.company_id AS "companyId", import.id AS "importId", state, rings`;
}

async function ring(tx: Tx, { companyId, importId, state }: Stuck): Promise<void> {
  if (state === 'receiving') await tell(tx, 'fetch-upload', { companyId, importId });
  else await later(tx, 'check-import', { companyId, importId });
}
