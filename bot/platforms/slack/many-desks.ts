import { findInstallation } from '#core/installations/find-installation.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { Slack } from './clients.ts';
import { type Desk, type Desks, openDesk } from './desk.ts';
import { type AppKeys, askForTokens } from './oauth.ts';
import { keepTokens, type TokenKeeper } from './token-keeper.ts';

type Needs = { db: Db; secrets: Secrets; slack: Slack; keys: AppKeys };

type Held = { desk: Desk; tokens: TokenKeeper };

export type ManyDesks = Desks & {
  /** The app was installed there: what was known of it before holds no more. */
  forget(workspaceId: string): void;
};

/** A desk for each workspace that installed the app, opened when it is first needed. */
export function manyDesks({ db, secrets, slack, keys }: Needs): ManyDesks {
  const held = new Map<string, Promise<Held | undefined>>();

  async function open(workspaceId: string): Promise<Held | undefined> {
    const found = await findInstallation({ db, secrets }, workspaceId);
    if (!found) return undefined;
    const tokens = keepTokens({ db, secrets, log: slack.log, renew: askForTokens(slack, keys) }, found);
    return { desk: openDesk(slack, found, tokens), tokens };
  }

  function hold(workspaceId: string): Promise<Held | undefined> {
    const opening = open(workspaceId);
    held.set(workspaceId, opening);
    const forget = () => held.get(workspaceId) === opening && held.delete(workspaceId);
    // Who is not installed may be in a moment, and a database that is away comes back.
    opening.then((opened) => opened ?? forget(), forget);
    return opening;
  }

  return {
    async of(workspaceId) {
      const known = await (held.get(workspaceId) ?? hold(workspaceId));
      if (known && (await known.tokens.holds())) return known.desk;
      if (!known) return undefined;
      held.delete(workspaceId);
      return (await hold(workspaceId))?.desk;
    },
    forget: (workspaceId) => void held.delete(workspaceId),
  };
}
