import type { Secrets } from '../secrets.ts';
import type { Db, Tx } from '../store/db.ts';
import { installationIn, type KeptInstallation, replaceTokens } from '../store/slack-installations.ts';
import { openTokens, sealTokens, type Tokens } from './tokens.ts';

export type Installation = Pick<
  KeptInstallation,
  'companyId' | 'workspaceId' | 'isEnterprise' | 'appId' | 'botUserId' | 'edition'
> & { tokens: Tokens };

/** The app in this workspace or organisation. Undefined where it is not installed. */
export async function findInstallation(
  { db, secrets }: { db: Db; secrets: Secrets },
  workspaceId: string,
): Promise<Installation | undefined> {
  const kept = await installationIn(db, workspaceId);
  if (!kept) return undefined;
  const found = opened(secrets, kept);
  return kept.keyId === secrets.keyId ? found : sealedAnew(db, secrets, found);
}

export function opened(secrets: Secrets, kept: KeptInstallation): Installation {
  const { companyId, workspaceId, isEnterprise, appId, botUserId, edition } = kept;
  return { companyId, workspaceId, isEnterprise, appId, botUserId, edition, tokens: openTokens(secrets, kept) };
}

/** What rests under a former key is sealed under the present one as soon as it is used, so that the former can be forgotten. */
async function sealedAnew(tx: Tx, secrets: Secrets, found: Installation): Promise<Installation> {
  const edition = await replaceTokens(tx, found, sealTokens(secrets, found, found.tokens));
  return edition ? { ...found, edition } : found;
}
