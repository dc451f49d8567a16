import type { ImportRef } from '../imports/import-ref.ts';
import type { Tx } from './db.ts';

/** Whether the file still stands where others can read it: it is to go, is gone, or stays because we may not take it away. */
export type UploadFate = 'going' | 'gone' | 'stays';

export type StandingUpload = { platform: string; workspaceId: string; upload: unknown };

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
