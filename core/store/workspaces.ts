import type { Place } from '../operator.ts';
import { platformOf } from '../settings/chat-channel.ts';
import type { Tx } from './db.ts';
import { tellAll } from './outbox.ts';

type Workspace = { platform: string; externalId: string };

/** The app was taken out of the workspace. */
export async function workspaceLeft(tx: Tx, { platform, externalId }: Workspace): Promise<void> {
  await tx.$executeRaw`
    UPDATE workspace SET left_at = now()
     WHERE platform = ${platform} AND external_id = ${externalId} AND left_at IS NULL`;
}

/** The app is there again: what was not told meanwhile is told now, however long it was to rest. */
export async function workspaceBack(tx: Tx, { platform, externalId }: Workspace): Promise<void> {
  const back = await tx.$executeRaw`
    UPDATE workspace SET left_at = NULL
     WHERE platform = ${platform} AND external_id = ${externalId} AND left_at IS NOT NULL`;
  if (back === 0) return;

  const waiting = await tx.$queryRaw<{ companyId: string; cardId: string }[]>`
    UPDATE card SET lease_until = NULL FROM thread
     WHERE thread.company_id = card.company_id AND thread.id = card.thread_id
       AND platform = ${platform} AND workspace_id = ${externalId} AND shown < wanted
    RETURNING card.company_id AS "companyId", card.id AS "cardId"`;
  await tellAll(tx, 'show-card', waiting);
}

/** The company's own channel of this id, as a place to speak in. */
export async function channelOf(tx: Tx, companyId: string, channel: string): Promise<Place | undefined> {
  const platform = platformOf(channel);
  const [workspace] = await tx.$queryRaw<{ id: string }[]>`
    SELECT external_id AS id FROM workspace WHERE company_id = ${companyId}::uuid AND platform = ${platform} AND left_at IS NULL
     ORDER BY created_at LIMIT 1`;
  return workspace && { platform, workspaceId: workspace.id, conversation: channel };
}
