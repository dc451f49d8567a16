import type { Secrets } from '../secrets.ts';
import { type Db, transaction } from '../store/db.ts';
import { installationIn, lockInstallation, replaceTokens } from '../store/slack-installations.ts';
import { type Installation, opened } from './find-installation.ts';
import { sealTokens, type Tokens } from './tokens.ts';

type Needs = { db: Db; secrets: Secrets };

/**
 * Other tokens in the place of these. A refresh token may be used once, so the row is locked while the platform is asked:
 * of two processes the second finds what the first got. Undefined where the app is not installed any more.
 */
export function renewTokens(
  { db, secrets }: Needs,
  { workspaceId, edition }: Pick<Installation, 'workspaceId' | 'edition'>,
  ask: (refreshToken: string) => Promise<Tokens>,
): Promise<Installation | undefined> {
  return transaction(db, async (tx) => {
    await lockInstallation(tx, workspaceId);
    const kept = await installationIn(tx, workspaceId);
    if (!kept) return undefined;
    const found = opened(secrets, kept);
    if (found.edition !== edition || !found.tokens.rotation) return found;

    const tokens = await ask(found.tokens.rotation.refresh);
    const renewed = await replaceTokens(tx, found, sealTokens(secrets, found, tokens));
    return renewed ? { ...found, tokens, edition: renewed } : undefined;
  });
}
