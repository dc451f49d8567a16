import { bot, channels, people, userGroups, workspace } from '#bot/playground/cast.ts';
import { type SlackDouble, startSlackDouble } from '#bot/playground/slack/index.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { type Chat, makeChat } from './chat.ts';
import { makeDatabase } from './database.ts';
import { type Muster, startMuster } from './muster.ts';
import { type Sink, startSink } from './sink.ts';

/** The real process between a Slack and a mail server of this test's own, and a look into its database. */
export type House = {
  muster: Muster;
  /** One more process over the same stores. */
  join(settings: Record<string, string>): Promise<Muster>;
  slack: SlackDouble;
  sink: Sink;
  chat: Chat;
  db: Db;
  close(): Promise<void>;
};

export async function openHouse(settings: Record<string, string> = {}): Promise<House> {
  const database = await makeDatabase();
  const sink = await startSink();
  const botToken = 'xoxb-test-token';
  const signingSecret = 'test-signing-secret';
  const slack = await startSlackDouble({
    workspace,
    people,
    channels: [
      ...channels,
      { id: 'C0CLOSED', name: 'closed', kind: 'channel', withoutBot: true },
      { id: 'C0SHARED', name: 'shared', kind: 'channel', isPrivate: true, isShared: true },
    ],
    userGroups,
    bot: { ...bot, botToken, signingSecret },
  });
  // People in tests are quicker than people: Slack's pace is tried where it matters.
  slack.faults.rateLimits(false);
  const common = {
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32, 5).toString('base64'),
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SMTP_URL: sink.url,
    PUBLIC_URL: 'https://muster.example.com',
    ...settings,
  };
  const muster = await startMuster(common);
  slack.deliverTo(`${muster.url}/slack/events`);
  const others: Muster[] = [];
  const db = openPrisma(database.url, { poolSize: 3 });

  return {
    muster,
    async join(more) {
      const joined = await startMuster({ ...common, ...more });
      others.push(joined);
      return joined;
    },
    slack,
    sink,
    chat: makeChat(slack),
    db,
    async close() {
      for (const one of [...others, muster]) await one.stop();
      await slack.stop();
      await sink.stop();
      await db.$disconnect();
      await database.drop();
    },
  };
}
