import type { AnnounceContext } from '#bot/announce/context.ts';
import type { ChatPlatform } from '#bot/platforms/define.ts';
import { makeSlack } from '#bot/platforms/slack/index.ts';
import { bot, channels, people, userGroups, workspace } from '#bot/playground/cast.ts';
import { type SlackDouble, startSlackDouble } from '#bot/playground/slack/index.ts';
import { type Bot, startBot } from '#bot/start.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator, Place } from '#core/operator.ts';
import { makeHealth } from '#core/process/health.ts';
import { makeLog } from '#core/process/log.ts';
import { makeMetrics } from '#core/process/metrics.ts';
import { openServer } from '#core/process/server.ts';
import { openQueues } from '#core/queue.ts';
import { openSecrets } from '#core/secrets.ts';
import { openSignature } from '#core/signature.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { type Chat, makeChat, onboarding, rosa } from '../harness/chat.ts';
import { makeDatabase } from '../harness/database.ts';

/** The bot alone, in this process, between a Slack and a database of the test's own. Nothing is relayed: news waits. */
export type BotWorld = {
  db: Db;
  slack: SlackDouble;
  chat: Chat;
  bot: Bot;
  platform: ChatPlatform;
  /** What heralds work with. */
  context: AnnounceContext;
  /** Rosa, who owns the company. */
  operator: Operator;
  place: Place;
  /** Where Slack delivers to. */
  events: string;
  /** What was logged, line by line. */
  logged(): string[];
  close(): Promise<void>;
};

export async function openBotWorld(): Promise<BotWorld> {
  const database = await makeDatabase();
  const db = openPrisma(database.url, { poolSize: 10 });
  const lines: string[] = [];
  const log = makeLog({ LOG_LEVEL: 'debug' }, { write: (line: string) => void lines.push(line) });
  const credentials = { botToken: 'xoxb-test-token', signingSecret: 'test-signing-secret' };
  const slack = await startSlackDouble({
    workspace,
    people,
    channels: [...channels, { id: 'C0CLOSED', name: 'closed', kind: 'channel', withoutBot: true }],
    userGroups,
    bot: { ...bot, ...credentials },
  });
  slack.faults.rateLimits(false);

  const queues = await openQueues({}, database.url, log);
  const server = openServer({ HOST: '127.0.0.1', PORT: 0 }, { log, metrics: makeMetrics(), health: makeHealth() });
  const secrets = openSecrets(Buffer.alloc(32, 7));
  const platform = makeSlack({
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_SIGNING_SECRET: credentials.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  })({ db, secrets, app: server.app, log, simulated: true });
  const product = { version: '0.0.0', connector: 'simulator', signature: openSignature(Buffer.alloc(32, 7)) };
  const needs = { db, queues, secrets, app: server.app, log, platforms: [platform], product };
  const started = await startBot({ ...needs, publicUrl: 'http://127.0.0.1' });
  const events = `${await server.listen()}/slack/events`;
  slack.deliverTo(events);
  await started.introduce();

  return {
    ...{ db, slack, platform, events, bot: started, chat: makeChat(slack), logged: () => lines },
    context: { db, secrets, platforms: new Map([[platform.id, platform]]), log },
    operator: await owner(db),
    place: { platform: 'slack', workspaceId: workspace.id, conversation: onboarding },
    async close() {
      await started.stop();
      await server.close();
      await queues.close();
      await slack.stop();
      await db.$disconnect();
      await database.drop();
    },
  };
}

async function owner(db: Db): Promise<Operator> {
  const outcome = await recognise(
    { db },
    {
      platform: 'slack',
      workspaceId: workspace.id,
      userId: rosa,
      name: 'Rosa',
      email: 'rosa@acme.test',
      isAdmin: true,
      standing: 'colleague',
    },
  );
  if (!outcome.ok) throw new Error(`Rosa was not recognised: ${outcome.refusal.code}`);
  return outcome.value;
}
