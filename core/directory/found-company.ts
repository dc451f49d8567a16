import {
  addCompany,
  addWorkspace,
  companyOf,
  companyWithout,
  type KnownWorkspace,
  lockFounding,
  nameAfter,
  setOwner,
} from '../store/companies.ts';
import { type Needs, transaction } from '../store/db.ts';
import { workspaceBack } from '../store/workspaces.ts';

/**
 * The company of this workspace, founded at its first start. In a deployment for one workspace (and one tenant)
 * the second platform joins the company of the first; a second workspace of the same platform is another company.
 */
export function foundCompany({ db }: Needs, workspace: KnownWorkspace, ownerEmail?: string): Promise<string> {
  return transaction(db, async (tx) => {
    await lockFounding(tx);
    const known = await companyOf(tx, workspace.platform, workspace.externalId);
    const companyId = known ?? (await companyWithout(tx, workspace.platform)) ?? (await addCompany(tx, workspace.name));

    if (known) await workspaceBack(tx, workspace);
    else {
      await nameAfter(tx, companyId, workspace);
      await addWorkspace(tx, companyId, workspace);
    }
    await setOwner(tx, companyId, ownerEmail);
    return companyId;
  });
}
