import { opened } from '../installations/find-installation.ts';
import { sealTokens } from '../installations/tokens.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Secrets } from '../secrets.ts';
import { audit } from '../store/audit.ts';
import { companyName } from '../store/companies.ts';
import {
  codeToTake,
  hasData,
  lockCompanies,
  mayTry,
  moveWorkspaces,
  noteTry,
  slackWorkspacesOf,
  spendCode,
} from '../store/connections.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { isOwner } from '../store/permissions.ts';
import { installationIn, lockInstallation, replaceTokens } from '../store/slack-installations.ts';
import { codeHash } from './code.ts';

type ConnectNeeds = { db: Db; secrets: Secrets };

/**
 * Brings two workspaces together into one company: the one that nobody has worked in yet joins the other. Owners alone, on both
 * sides, and never where both have something to lose.
 */
export function takeConnectCode(
  { db, secrets }: ConnectNeeds,
  operator: Operator,
  typed: string,
): Promise<Outcome<{ company: string }>> {
  return transaction(db, async (tx) => {
    if (!(await isOwner(tx, operator))) return refuse({ code: 'owners-only' });
    if (!(await mayTry(tx, operator.companyId))) return refuse({ code: 'too-many-codes' });

    const hash = codeHash(typed);
    const found = await codeToTake(tx, hash);
    if (!found || !(await isOwner(tx, { companyId: found.companyId, id: found.madeBy }))) {
      await noteTry(tx, operator.companyId);
      return refuse({ code: 'code-unknown' });
    }
    if (found.companyId === operator.companyId) return refuse({ code: 'own-code' });

    await lockCompanies(tx, [found.companyId, operator.companyId]);
    const here = await hasData(tx, operator.companyId);
    if (here && (await hasData(tx, found.companyId))) return refuse({ code: 'both-have-data' });

    const [from, to] = here ? [found.companyId, operator.companyId] : [operator.companyId, found.companyId];
    const workspaces = await join(tx, secrets, { from, to });
    await spendCode(tx, hash);
    const facts = { from, to, workspaces };
    const { id, place } = operator;
    const by = (companyId: string) => ({
      companyId,
      ...(companyId === operator.companyId && { id }),
      ...(place && { place }),
    });
    for (const companyId of [from, to]) {
      await audit(tx, by(companyId), 'company-joined', { subject: 'company', id: to }, facts);
    }
    await homesOutOfDate(tx, to);
    return done({ company: await companyName(tx, to) });
  });
}

/** Tokens rest bound to their company: they are opened in the old one and sealed in the new one, in the same commit. */
async function join(tx: Tx, secrets: Secrets, { from, to }: { from: string; to: string }): Promise<number> {
  const held = [];
  for (const workspaceId of await slackWorkspacesOf(tx, from)) {
    await lockInstallation(tx, workspaceId);
    const kept = await installationIn(tx, workspaceId);
    if (kept) held.push(opened(secrets, kept));
  }
  const moved = await moveWorkspaces(tx, { from, to });
  for (const { workspaceId, edition, tokens } of held) {
    await replaceTokens(tx, { workspaceId, edition }, sealTokens(secrets, { companyId: to, workspaceId }, tokens));
  }
  return moved;
}
