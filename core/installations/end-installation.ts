import { type Needs, transaction } from '../store/db.ts';
import { dropInstallation } from '../store/slack-installations.ts';
import { workspaceLeft } from '../store/workspaces.ts';
import type { Installation } from './find-installation.ts';

/**
 * The platform takes these tokens no more: they are deleted, and nothing is told there until the app is back. What the
 * company has asked for goes on. False when there are other tokens by now.
 */
export function endInstallation(
  { db }: Needs,
  { workspaceId, edition }: Pick<Installation, 'workspaceId' | 'edition'>,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const ended = await dropInstallation(tx, workspaceId, edition);
    if (ended) await workspaceLeft(tx, { platform: 'slack', externalId: workspaceId });
    return ended;
  });
}
