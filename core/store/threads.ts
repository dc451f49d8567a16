import type { Place } from '../operator.ts';
import type { Tx } from './db.ts';

/** A thread of its own for what is begun here. Without a root, the first card posted becomes it. */
export async function openThread(tx: Tx, companyId: string, place: Place): Promise<string> {
  const [thread] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO thread (company_id, platform, workspace_id, conversation, root)
    VALUES (${companyId}::uuid, ${place.platform}, ${place.workspaceId}, ${place.conversation}, ${place.root ?? null})
    RETURNING id`;
  if (!thread) throw new Error('INSERT INTO thread returned no row');
  return thread.id;
}
