import type { Secrets } from '../secrets.ts';
import { audit } from '../store/audit.ts';
import { addCompany, addWorkspace, companyOf, lockFounding, setOwner } from '../store/companies.ts';
import { type Db, transaction } from '../store/db.ts';
import { putInstallation } from '../store/slack-installations.ts';
import { workspaceBack } from '../store/workspaces.ts';
import { sealTokens, type Tokens } from './tokens.ts';

export type NewlyInstalled = {
  /** The workspace, or the organisation where it is installed for all of it. */
  workspaceId: string;
  name: string;
  isEnterprise: boolean;
  appId: string;
  botUserId: string;
  scopes: string[];
  tokens: Tokens;
  installedBy: { userId: string; email?: string };
};

/**
 * The app was installed. A workspace that is new founds a company of its own, which belongs to who installed it unless
 * `ownerEmail` names somebody; one that we know keeps its company and its owner. Gives the company.
 */
export function install(
  { db, secrets }: { db: Db; secrets: Secrets },
  { workspaceId, name, tokens, installedBy, ...made }: NewlyInstalled,
  ownerEmail?: string,
): Promise<string> {
  const workspace = { platform: 'slack', externalId: workspaceId, name };
  return transaction(db, async (tx) => {
    await lockFounding(tx);
    const known = await companyOf(tx, workspace.platform, workspaceId);
    const companyId = known ?? (await addCompany(tx, name));

    if (!known) await addWorkspace(tx, companyId, workspace);
    if (ownerEmail || !known) await setOwner(tx, companyId, ownerEmail ?? installedBy.email);
    const sealed = sealTokens(secrets, { companyId, workspaceId }, tokens);
    await putInstallation(tx, { ...made, ...sealed, companyId, workspaceId, installedBy: installedBy.userId });
    await workspaceBack(tx, workspace);
    const facts = { workspace: workspaceId, by: installedBy.userId, known: known !== undefined };
    await audit(tx, { companyId }, 'app-installed', { subject: 'company', id: companyId }, facts);
    return companyId;
  });
}
