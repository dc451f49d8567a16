import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ChatPlatform } from '../platforms/define.ts';
import { wantsSlack } from '../platforms/slack/config.ts';
import { wantsTeams } from '../platforms/teams/config.ts';
import { bot, channels, people, userGroups, workspace } from './cast.ts';
import { type Inbox, startInbox } from './mail/inbox.ts';
import type { TeamsSide } from './page/needs.ts';
import { playgroundPage } from './page/routes.ts';
import { type SlackDouble, startSlackDouble } from './slack/index.ts';
import * as teamsCast from './teams/cast.ts';
import { startTeamsDouble, type TeamsDouble } from './teams/index.ts';
import { type Wanted, whenWanted } from './when-wanted.ts';

export type Playground = {
  slack: SlackDouble;
  teams: TeamsDouble;
  inbox: Inbox;
  /** The settings of what the playground stands in for: the chats, unless one is set, and the mail server, unless it is. */
  standIn(env: NodeJS.ProcessEnv): Record<string, string>;
  /** The platforms as they are to be started: Teams only once somebody looks at it. */
  arrange(platforms: ChatPlatform[], env: NodeJS.ProcessEnv): ChatPlatform[];
  hangOn(app: FastifyInstance): Promise<void>;
  /** The bot listens at this address, without a slash at its end. */
  deliverTo(address: string): void;
  /** The platforms have started. */
  started(): void;
  stop(): Promise<void>;
};

/** Everything that Muster talks to, on this machine alone: one company with three people in two chats, and an inbox for all mail. */
export async function startPlayground(dataDir: string): Promise<Playground> {
  const keep = resolve(dataDir, 'playground');
  const botToken = `xoxb-playground-${randomBytes(12).toString('hex')}`;
  const signingSecret = randomBytes(16).toString('hex');
  const password = randomBytes(16).toString('hex');
  const slack = await startSlackDouble({
    workspace,
    people,
    channels,
    userGroups,
    bot: { ...bot, botToken, signingSecret },
    commands: ['/muster'],
    keep: join(keep, 'slack'),
  });
  const { tenantId, team, people: colleagues, channels: conversations } = teamsCast;
  const teams = await startTeamsDouble({
    ...{ tenantId, team, conversations, people: colleagues },
    bot: { ...teamsCast.bot, password },
  });
  const inbox = await startInbox({ keep: join(keep, 'mail') });
  const looking = new Set<() => void>();
  let wanted: Wanted | undefined;

  return {
    slack,
    teams,
    inbox,
    standIn: (env) => ({
      ...(!isReal(env) && {
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
        TEAMS_APP_ID: teamsCast.bot.appId,
        TEAMS_APP_PASSWORD: password,
        TEAMS_TENANT_ID: tenantId,
        TEAMS_OPENID_URL: teams.openIdUrl,
        TEAMS_LOGIN_URL: teams.loginUrl,
      }),
      ...(!env['SMTP_URL'] && { SMTP_URL: inbox.url }),
    }),
    arrange(platforms, env) {
      const platform = isReal(env) ? undefined : platforms.find(({ id }) => id === 'teams');
      wanted = platform && whenWanted(platform, tell);
      return platforms.map((one) => (one === platform && wanted ? wanted.platform : one));
    },
    hangOn: async (app) =>
      void (await app.register(
        playgroundPage({
          ...{ slack, mailbox: inbox, workspace: { name: workspace.name, firstPerson: 'U0ROSA' } },
          ...(wanted && { teams: sideOf(wanted) }),
        }),
      )),
    deliverTo(address) {
      slack.deliverTo(`${address}/slack/events`);
      teams.deliverTo(`${address}/api/messages`);
    },
    started: () => wanted?.othersStarted(),
    async stop() {
      await slack.stop();
      await teams.stop();
      await inbox.stop();
    },
  };
  function tell() {
    for (const heard of looking) heard();
  }

  function sideOf({ isReady, begin }: Wanted): TeamsSide {
    return {
      ...{ hands: teams.hands, snapshot: teams.snapshot, file: teams.file, team, isReady, begin },
      personAt: (email) => colleagues.find((one) => one.email === email)?.id,
      subscribe(heard) {
        const stop = teams.subscribe(heard);
        looking.add(heard);
        return () => {
          stop();
          looking.delete(heard);
        };
      },
    };
  }
}

const isReal = (env: NodeJS.ProcessEnv): boolean => wantsSlack(env) || wantsTeams(env);
