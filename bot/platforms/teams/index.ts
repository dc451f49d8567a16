import { foundCompany } from '#core/directory/found-company.ts';
import { Fault } from '#core/fault.ts';
import type { ChatPlatform, PlatformNeeds } from '../define.ts';
import { countInFlight } from '../in-flight.ts';
import type { TeamsConfig } from './config.ts';
import { openConnector } from './connector.ts';
import { openDesk } from './desk.ts';
import { download } from './files/fetch.ts';
import { addressOf } from './files/given.ts';
import { listenIn } from './hear/index.ts';
import { hangIntake } from './intake.ts';
import { introduce } from './introduce.ts';
import { makePeople } from './people.ts';
import { remove, rewrite, say } from './say.ts';
import { type Door, openDoor } from './sdk.ts';
import { keepToken } from './tokens.ts';

/** The adapter for Microsoft Teams: one bot in one tenant. */
export const makeTeams =
  (config: TeamsConfig) =>
  ({ db, secrets, app, log, ownerEmail, simulated = false }: PlatformNeeds): ChatPlatform => {
    const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_LOGIN_URL: loginUrl } = config;
    const local = loginUrl !== undefined;
    const tokens = keepToken({ appId, tenantId, loginUrl, password: config.TEAMS_APP_PASSWORD });
    const connector = openConnector({ tokens, appId, tenantId, local });
    const people = makePeople(connector, tenantId);
    const targeted = config.TEAMS_TARGETED_MESSAGES;
    const desk = openDesk({ db, tenantId, appId, local, simulated, targeted, log, connector, people });
    const inFlight = countInFlight();
    let door: Door | undefined;
    hangIntake(app, { tenantId, local, log, door: () => door });

    return {
      id: 'teams',
      takesNoFiles: true,

      async start(hear, suggest) {
        // Teams tells nobody what a tenant is called. People are shown the name that is set in chat.
        const name = ownerEmail?.split('@')[1] ?? 'Teams';
        await foundCompany({ db }, { platform: 'teams', externalId: tenantId, name }, ownerEmail);
        if (!ownerEmail)
          log.warn(
            'OWNER_EMAIL is not set: Teams does not say who administers a tenant, so nobody there owns the company',
          );
        await introduce(tokens, log);
        const ears = listenIn({ db, desk, hear, suggest, inFlight, secrets });
        door = await openDoor({ appId, tenantId, openIdUrl: config.TEAMS_OPENID_URL }, ears);
      },

      async ready() {
        if (!door) throw new Error('Teams cannot reach us');
      },

      say: (place, reply, mark) => say(desk, place, { reply, mark }),
      rewrite: (place, messageId, reply) => rewrite(desk, place, messageId, reply),
      remove: (place, messageId) => remove(desk, place, messageId),
      direct: (_tenant, userId) => desk.direct(userId),

      async find() {
        throw new Fault('Teams shows a bot nothing of what was said before', { retry: 'never' });
      },
      async groups() {
        throw new Fault('Groups are kept in Entra, which this app may not read', { retry: 'never' });
      },
      async addresses() {
        throw new Fault('Groups are kept in Entra, which this app may not read', { retry: 'never' });
      },

      fetch: async (_tenant, upload, limit) => download(addressOf(upload, secrets), { limit, local }),
      // It lies in the OneDrive of who gave it, and is theirs alone.
      discard: async () => false,

      async stop() {
        door = undefined;
        await inFlight.idle();
      },
    };
  };
