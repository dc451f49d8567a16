import type { ImportRef } from '../imports/import-ref.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { tellAll } from './outbox.ts';

/** Whether the file still stands where others can read it: it is to go, is gone, or stays because we may not take it away. */
export type UploadFate = 'going' | 'gone' | 'stays';

export type StandingUpload = { platform: string; workspaceId: string; upload: unknown };

/** The file of an import that has begun is to go as well. `isHere`: it was fetched. Undefined where it is going, or gone, already. */
export async function startRemoval(
  tx: Tx,
  { companyId, importId }: ImportRef,
  seenIn: string,
): Promise<{ isHere: boolean } | undefined> {
  const [started] = await tx.$queryRaw<{ isHere: boolean }[]>`
    UPDATE import SET seen_in = ${seenIn}, upload_fate = 'going', touched_at = now()
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND coalesce(upload_fate, 'stays') = 'stays'
    RETURNING state <> 'receiving' AS "isHere"`;
  return started;
}

/** A file that is to be taken away. Undefined when it was, or may stay. */
export async function uploadToRemove(tx: Tx, { companyId, importId }: ImportRef): Promise<StandingUpload | undefined> {
  const [found] = await tx.$queryRaw<StandingUpload[]>`
    SELECT platform, workspace_id AS "workspaceId", upload FROM import
      JOIN thread ON thread.company_id = import.company_id AND thread.id = import.thread_id
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid AND upload_fate = 'going'`;
  return found;
}

/** What came of it, said once. */
export async function settleUpload(
  tx: Tx,
  { companyId, importId }: ImportRef,
  fate: Exclude<UploadFate, 'going'>,
): Promise<boolean> {
  const settled = await tx.$executeRaw`
    UPDATE import SET upload_fate = ${fate}
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND upload_fate = 'going'`;
  return settled === 1;
}

/** Files that are still to be taken away: told again. */
export function ringStandingUploads(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    const standing = await tx.$queryRaw<ImportRef[]>`
      SELECT company_id AS "companyId", id AS "importId" FROM import
       WHERE upload_fate = 'going' AND state <> 'receiving' AND touched_at < now() - interval '1 minute'
       ORDER BY touched_at DESC LIMIT 100`;
    await tellAll(tx, 'remove-upload', standing);
  });
}

/** Files that could not be taken away for a day. */
export function uploadsToGiveUp(tx: Tx): Promise<ImportRef[]> {
  return tx.$queryRaw<ImportRef[]>`
    SELECT company_id AS "companyId", id AS "importId" FROM import
     WHERE upload_fate = 'going' AND state <> 'receiving' AND touched_at < now() - interval '1 day' LIMIT 100`;
}
