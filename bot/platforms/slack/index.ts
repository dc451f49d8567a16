import { groupChanged } from '#core/directory/group-changed.ts';
import type { ChatPlatform, PlatformNeeds } from '../define.ts';
import { addressesOf } from './addresses.ts';
import { openBolt } from './bolt.ts';
import type { Slack } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { type Desks, deskIn } from './desk.ts';
import { direct } from './direct.ts';
import { find } from './find.ts';
import { groups } from './groups.ts';
import { hearButtons } from './hear/buttons.ts';
import { hearCommands } from './hear/commands.ts';
import type { ContextOf } from './hear/context.ts';
import { hearEndings } from './hear/endings.ts';
import { hearForms } from './hear/forms.ts';
import { hearGroups } from './hear/groups.ts';
import { hearHome } from './hear/home.ts';
import { hearMessages } from './hear/messages.ts';
import { hearPickers } from './hear/pickers.ts';
import { hearSharedFiles } from './hear/shared-files.ts';
import { httpIntake } from './http-intake.ts';
import { hangInstall } from './install/routes.ts';
import type { Intake } from './intake.ts';
import { manyDesks } from './many-desks.ts';
import { oneDesk } from './one-desk.ts';
import { publish } from './publish.ts';
import { remove, rewrite, say } from './say.ts';
import { socketIntake } from './socket-intake.ts';

/** The adapter for Slack: one workspace by its token, or each that installs the app. */
export const makeSlack =
  (config: SlackConfig) =>
  (needs: PlatformNeeds): ChatPlatform => {
    const { log, simulated = false } = needs;
    const slack = { apiUrl: config.SLACK_API_URL, log };
    const { desks, open } = openDesks(config, slack, needs);
    const intake = openIntake(config, slack, needs);
    const { app, inFlight, deskFor } = openBolt(intake.receiver, desks, log);
    const errandsIn = async (workspaceId: string) => (await deskIn(desks, workspaceId)).errands;

    return {
      id: 'slack',

      async start(hear, suggest) {
        await open();
        const contextOf: ContextOf = (body) => {
          const { at, answers, people } = deskFor(body);
          const { workspaceId, botUserId } = at;
          const changed = (group: string) => groupChanged(needs, { platform: 'slack', workspaceId, group });
          return { workspaceId, botUserId, client: answers, people, hear, suggest, changed, log };
        };
        const listeners = [
          hearCommands,
          hearButtons,
          hearForms,
          hearPickers,
          hearMessages,
          hearSharedFiles,
          hearHome,
          hearGroups,
          hearEndings,
        ];
        for (const listen of listeners) listen(app, contextOf);
        await intake.open();
      },

      async ready() {
        if (!intake.isOpen()) throw new Error('Slack cannot reach us');
      },

      say: async (place, reply, mark) => say(await errandsIn(place.workspaceId), place, { reply, mark, simulated }),
      find: async (place, mark, since) => find(await errandsIn(place.workspaceId), place, mark, since),
      rewrite: async (place, ts, reply) => rewrite(await errandsIn(place.workspaceId), place, ts, { reply, simulated }),
      remove: async (place, ts) => remove(await errandsIn(place.workspaceId), place, ts),
      direct: async (workspaceId, userId) => direct(await errandsIn(workspaceId), userId),
      groups: async (workspaceId) => groups(await deskIn(desks, workspaceId)),
      addresses: async (workspaceId, userIds) => addressesOf(await deskIn(desks, workspaceId), userIds),
      publish: async (who, reply, was) => publish(await errandsIn(who.workspaceId), who, { reply, was, simulated }),
      fetch: async (workspaceId, upload, limit) => (await deskIn(desks, workspaceId)).files.fetch(upload, limit),
      discard: async (workspaceId, upload) => (await deskIn(desks, workspaceId)).files.discard(upload),
      stop: () => intake.close(inFlight.idle()),
    };
  };

type Opened = { desks: Desks; open(): Promise<void> };

function openDesks(config: SlackConfig, slack: Slack, needs: PlatformNeeds): Opened {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, PUBLIC_URL } = config;
  if (SLACK_BOT_TOKEN) return oneDesk(slack, SLACK_BOT_TOKEN, needs);
  if (!SLACK_CLIENT_ID || !SLACK_CLIENT_SECRET || !PUBLIC_URL) throw new Error('SlackConfig lets nothing else through');

  const keys = { clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET };
  const desks = manyDesks({ ...needs, slack, keys });
  hangInstall({ ...needs, slack, keys, desks, publicUrl: PUBLIC_URL });
  return { desks, async open() {} };
}

function openIntake(
  { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: SlackConfig,
  slack: Slack,
  needs: PlatformNeeds,
): Intake {
  if (SLACK_APP_TOKEN) return socketIntake(slack, SLACK_APP_TOKEN);
  if (!SLACK_SIGNING_SECRET) throw new Error('SlackConfig lets nothing else through');
  return httpIntake(SLACK_SIGNING_SECRET, needs.app, slack.log);
}
