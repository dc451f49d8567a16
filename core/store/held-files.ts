import type { Operator, Place } from '../operator.ts';
import type { Tx } from './db.ts';

/** `heldKey`: the same file in the same place, whatever told us of it. */
export type GivenFile = {
  upload: unknown;
  fileName: string;
  sourceKey: string;
  heldKey: string;
  again?: string | undefined;
  addNumbers: boolean;
  sendLoginMail: boolean;
};

/** Keeps what was given until somebody decides, and its id. Undefined when it was given before; given anew after it was decided, it is asked about anew. */
export async function keepHeld(tx: Tx, by: Operator, file: GivenFile & { place: Place }): Promise<string | undefined> {
  const { fileName, heldKey, again, place } = file;
  const { upload, sourceKey, addNumbers, sendLoginMail } = file;
  const key = again === undefined ? heldKey : `${heldKey}.${again}`;
  const [held] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO held_file (company_id, source_key, upload, file_name, again, platform, workspace_id, conversation, root, given_by)
    VALUES (${by.companyId}::uuid, ${key}, ${JSON.stringify({ upload, sourceKey, addNumbers, sendLoginMail })}::jsonb, ${fileName}, ${again ?? null},
            ${place.platform}, ${place.workspaceId}, ${place.conversation}, ${place.root ?? null}, ${by.id}::uuid)
    ON CONFLICT (company_id, source_key) DO UPDATE
       SET upload = excluded.upload, given_by = excluded.given_by, root = excluded.root, decision = NULL, held_at = now()
     -- Slack tells of an event again for an hour.
     WHERE held_file.decision IS NOT NULL AND held_file.held_at < now() - interval '1 hour'
    RETURNING id`;
  return held?.id;
}

export type Decision = 'moved' | 'kept' | 'forgotten';

export type HeldFile = {
  given: Pick<GivenFile, 'upload' | 'sourceKey' | 'addNumbers' | 'sendLoginMail'>;
  fileName: string;
  again: string | null;
  platform: string;
  workspaceId: string;
  conversation: string;
  root: string | null;
};

/** Decides once, and only who gave it. */
export async function decideHeld(
  tx: Tx,
  by: Operator,
  { id, decision }: { id: string; decision: Decision },
): Promise<HeldFile | undefined> {
  const [held] = await tx.$queryRaw<HeldFile[]>`
    UPDATE held_file SET decision = ${decision}
     WHERE company_id = ${by.companyId}::uuid AND id = ${id}::uuid AND given_by = ${by.id}::uuid AND decision IS NULL
    RETURNING upload AS given, file_name AS "fileName", again, platform, workspace_id AS "workspaceId", conversation, root`;
  return held;
}

/** Nobody comes back to such a question after a week; a platform tells of a file again for an hour at the most. */
export async function forgetHeldFiles(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM held_file WHERE held_at < now() - interval '7 days'`;
}
