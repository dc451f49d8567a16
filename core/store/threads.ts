import type { Place } from '../operator.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** A thread of its own for what is begun here. Without a root, the first card posted becomes it. */
export async function openThread(tx: Tx, companyId: string, place: Place): Promise<string> {
  const threads = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO thread (company_id, platform, workspace_id, conversation, root)
    VALUES (${companyId}::uuid, ${place.platform}, ${place.workspaceId}, ${place.conversation}, ${place.root ?? null})
    RETURNING id`;
  return only(threads).id;
}

type Told = { companyId: string; threadId: string; conversation: string; root: string | null };

/** What was told there goes on in this conversation, as a thread of its own, unless somebody has moved it already. */
export async function moveThread(tx: Tx, was: Told, conversation: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE thread SET conversation = ${conversation}, root = NULL
     WHERE company_id = ${was.companyId}::uuid AND id = ${was.threadId}::uuid
       AND conversation = ${was.conversation} AND root IS NOT DISTINCT FROM ${was.root}`;
}

/** The user, on the thread's platform, who asked for the import or the run that is told in it. */
export async function askerOf(tx: Tx, companyId: string, threadId: string): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ userId: string }[]>`
    SELECT user_id AS "userId" FROM thread
      JOIN (SELECT company_id, thread_id, requested_by FROM import
            UNION ALL SELECT company_id, thread_id, requested_by FROM run) subject
        ON subject.company_id = thread.company_id AND subject.thread_id = thread.id
      JOIN chat_user u ON u.company_id = thread.company_id AND u.operator_id = subject.requested_by
       AND u.platform = thread.platform AND u.workspace_id = thread.workspace_id
     WHERE thread.company_id = ${companyId}::uuid AND thread.id = ${threadId}::uuid LIMIT 1`;
  return found?.userId;
}
