import { endInstallation } from '#core/installations/end-installation.ts';
import { findInstallation, type Installation } from '#core/installations/find-installation.ts';
import { renewTokens } from '#core/installations/renew-tokens.ts';
import type { Tokens } from '#core/installations/tokens.ts';
import type { Log } from '#core/process/log.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import { refusalOf } from './oauth.ts';
import type { TokenSource } from './with-token.ts';

type Needs = { db: Db; secrets: Secrets; log: Log; renew: (refreshToken: string) => Promise<Tokens> };

export type TokenKeeper = TokenSource & {
  /** False once this is not what is installed there any more: another bot, another company, or nothing. */
  holds(): Promise<boolean>;
};

// Other processes renew tokens too, and hear of what ends: what is known here is never older.
const FRESH_MS = 60_000;
// After Slack did not renew a token that is good for a while still.
const PAUSE_MS = 60_000;

// The app is not there any more, or not before it is installed again.
const ends = ['token_revoked', 'account_inactive', 'token_expired'];
const unrenewable = ['invalid_refresh_token', 'token_revoked', 'account_inactive', 'token_expired'];

/** The tokens of one installation: read anew every minute, renewed before they expire, deleted when Slack takes them no more. */
export function keepTokens({ db, secrets, log, renew }: Needs, first: Installation): TokenKeeper {
  let held: Installation | undefined = first;
  let freshUntil = Date.now() + FRESH_MS;
  let quietUntil = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that each finds what the one before has changed. */
  function inTurn(step: () => Promise<void>): Promise<void> {
    const done = last.then(step);
    last = done.catch(() => {});
    return done;
  }

  const take = (found: Installation | undefined) => {
    const same = found && found.companyId === first.companyId && found.botUserId === first.botUserId;
    held = same ? found : undefined;
    freshUntil = Date.now() + FRESH_MS;
  };
  const reread = async () => take(await findInstallation({ db, secrets }, first.workspaceId));
  const isFresh = () => freshUntil >= Date.now();

  /** Whoever waited for another's look has no need of one more. */
  async function refresh(): Promise<void> {
    if (!isFresh()) await reread();
  }

  /** What cannot be renewed any more ends when it expires. */
  async function exchange(): Promise<void> {
    if (!held) return;
    try {
      take(await renewTokens({ db, secrets }, held, renew));
    } catch (error) {
      const code = refusalOf(error);
      if (!code || !unrenewable.includes(code) || isGood(held)) throw error;
      await end(code);
    }
  }

  async function renewInTime(): Promise<void> {
    if (!held || !isDue(held) || quietUntil > Date.now()) return;
    try {
      await exchange();
    } catch (error) {
      if (!isGood(held)) throw error;
      quietUntil = Date.now() + PAUSE_MS;
      log.warn(
        { error, workspace: first.workspaceId },
        'Slack does not renew a token yet; the present one still serves',
      );
    }
  }

  async function end(code: string): Promise<void> {
    if (!held || !(await endInstallation({ db }, held))) return;
    held = undefined;
    log.warn({ code, workspace: first.workspaceId }, 'the app is not in this workspace any more');
  }

  async function replace(refused: string, code: string): Promise<void> {
    if (held?.tokens.bot === refused) await reread();
    if (held?.tokens.bot !== refused) return;
    if (code === 'token_expired' && held.tokens.rotation) await exchange();
    else if (ends.includes(code)) await end(code);
  }

  return {
    async holds() {
      if (held && !isFresh()) await inTurn(refresh);
      return held !== undefined;
    },

    async present() {
      if (held && isDue(held)) await inTurn(renewInTime);
      if (!held) throw new Error('The app is not in this workspace any more');
      return held.tokens.bot;
    },

    async insteadOf(refused, code) {
      await inTurn(() => replace(refused, code));
      return held?.tokens.bot === refused ? undefined : held?.tokens.bot;
    },
  };
}

const isDue = ({ tokens: { rotation } }: Installation) =>
  rotation !== undefined && rotation.dueAt.getTime() <= Date.now();

const isGood = ({ tokens: { rotation } }: Installation) => !rotation || rotation.expiresAt.getTime() > Date.now();
