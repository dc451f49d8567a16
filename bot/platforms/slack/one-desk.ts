import { foundCompany } from '#core/directory/found-company.ts';
import { getToKnow } from '#core/directory/recognise.ts';
import { Fault } from '#core/fault.ts';
import type { PlatformNeeds } from '../define.ts';
import { openAppClient, type Slack } from './clients.ts';
import { type Desk, type Desks, openDesk } from './desk.ts';
import { introduce } from './introduce.ts';
import { adminsIfTold } from './people.ts';

// Slack tells who we are within moments, unless it is away.
const SOON_MS = 1_000;

/** One workspace, by its bot token. Whether Slack takes the token shows at `open`. */
export function oneDesk(slack: Slack, botToken: string, { db, log, ownerEmail }: PlatformNeeds) {
  const tokens = { present: async () => botToken, insteadOf: async () => undefined };
  let known: Desk | undefined;

  const desks: Desks = {
    async of(workspaceId) {
      if (!known) throw new Fault('Slack has not told yet who we are', { retry: { afterMs: SOON_MS } });
      return known.at.workspaceId === workspaceId ? known : undefined;
    },
  };

  return {
    desks,
    async open() {
      const { name, ...at } = await introduce(openAppClient(slack), botToken, log);
      await foundCompany({ db }, { platform: 'slack', externalId: at.workspaceId, name }, ownerEmail);
      known = openDesk(slack, at, tokens);
      await getToKnow({ db }, await adminsIfTold(known.people, log));
    },
  };
}
