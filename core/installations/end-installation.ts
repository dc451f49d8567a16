import { audit } from '../store/audit.ts';
import { companyOf } from '../store/companies.ts';
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
    const companyId = await companyOf(tx, 'slack', workspaceId);
    if (!companyId || !(await dropInstallation(tx, workspaceId, edition))) return false;
    await workspaceLeft(tx, { platform: 'slack', externalId: workspaceId });
    await audit(tx, { companyId }, 'app-left', { subject: 'company', id: companyId }, { workspace: workspaceId });
    return true;
  });
}
