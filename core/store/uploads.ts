import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';

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
    UPDATE import SET seen_in = ${seenIn}, upload_fate = 'going'
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
