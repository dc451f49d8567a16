import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { wantsSlack } from '../platforms/slack/config.ts';
import { bot, channels, people, userGroups, workspace } from './cast.ts';
import { type Inbox, startInbox } from './mail/inbox.ts';
import { playgroundPage } from './page/routes.ts';
import { type SlackDouble, startSlackDouble } from './slack/index.ts';

export type Playground = {
  slack: SlackDouble;
  inbox: Inbox;
  /** The settings of what the playground stands in for: Slack and the mail server, each unless it is set. */
  standIn(env: NodeJS.ProcessEnv): Record<string, string>;
  hangOn(app: FastifyInstance): Promise<void>;
  stop(): Promise<void>;
};

/** Everything that Muster talks to, on this machine alone: a workspace with three people, and an inbox for all mail. */
export async function startPlayground(dataDir: string): Promise<Playground> {
  const keep = resolve(dataDir, 'playground');
  const botToken = `xoxb-playground-${randomBytes(12).toString('hex')}`;
  const signingSecret = randomBytes(16).toString('hex');
  const slack = await startSlackDouble({
    workspace,
    people,
    channels,
    userGroups,
    bot: { ...bot, botToken, signingSecret },
    commands: ['/muster'],
    keep: join(keep, 'slack'),
  });
  const inbox = await startInbox({ keep: join(keep, 'mail') });

  return {
    slack,
    inbox,
    standIn: (env) => ({
      ...(!wantsSlack(env) && {
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
      }),
      ...(!env['SMTP_URL'] && { SMTP_URL: inbox.url }),
    }),
    hangOn: async (app) =>
      void (await app.register(
        playgroundPage({ slack, mailbox: inbox, workspace: { name: workspace.name, firstPerson: 'U0ROSA' } }),
      )),
    async stop() {
      await slack.stop();
      await inbox.stop();
    },
  };
}
