import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { startSlackDouble } from '#bot/playground/slack/index.ts';
import type { AppOptions, Enterprise, PersonOptions } from '#bot/playground/slack/options.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { type Chat, makeChat } from '../harness/chat.ts';
import { makeDatabase } from '../harness/database.ts';
import { freePort } from '../harness/free-port.ts';
import { type Muster, startMuster } from '../harness/muster.ts';
import { type Sink, type SinkOptions, startSink } from '../harness/sink.ts';

/** A workspace with an owner, a colleague and a channel of its own. */
export type Team = {
  id: string;
  name: string;
  owner: string;
  colleague: string;
  channel: string;
  slack: SlackDouble;
  chat: Chat;
};

/** The real process for many workspaces, between a Slack with two of them and a mail server. Nobody has installed it yet. */
export type ManyHouse = {
  muster: Muster;
  acme: Team;
  globex: Team;
  db: Db;
  sink: Sink;
  settings: Record<string, string>;
  /** Somebody installs the app in their browser. The page that they end on. */
  install(team: Team, person?: string): Promise<Page>;
  /** The process ends as on SIGTERM, and another begins at the same address. */
  restart(more?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
};

export type Page = { status: number; text: string };

export type Shape = {
  app?: Partial<AppOptions>;
  enterprise?: Enterprise;
  settings?: Record<string, string>;
  sink?: SinkOptions;
  /** Milliseconds before Slack tells an event again. */
  eventRetries?: number[];
};

const plain = { about: 'a person', isAdmin: false, isOwner: false, isGuest: false };

function staff(name: string): { people: PersonOptions[]; owner: string; colleague: string; channel: string } {
  const key = name.toUpperCase();
  const owner = `U0${key}OWNER`;
  const colleague = `U0${key}STAFF`;
  const domain = `${name.toLowerCase()}.test`;
  return {
    owner,
    colleague,
    channel: `C0${key}`,
    people: [
      { ...plain, id: owner, name: `Ona ${name}`, email: `ona@${domain}`, isAdmin: true, isOwner: true },
      { ...plain, id: colleague, name: `Sam ${name}`, email: `sam@${domain}` },
    ],
  };
}

export const clientSecret = 'zz-client-secret';
export const appToken = 'xapp-1-A0MUSTER-zz';

export async function openManyHouse({
  app = {},
  enterprise,
  settings = {},
  sink: manner = {},
  eventRetries,
}: Shape = {}): Promise<ManyHouse> {
  const database = await makeDatabase();
  const sink = await startSink(manner);
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const one = staff('Acme');
  const other = staff('Globex');
  const slack = await startSlackDouble({
    workspace: { id: 'T0ACME', name: 'Acme' },
    ...(enterprise && { enterprise }),
    ...(eventRetries && { deadlines: { eventRetries } }),
    people: one.people,
    channels: [{ id: one.channel, name: 'general', kind: 'channel' }],
    bot: { userId: 'U0BOTACME', name: 'Muster', botToken: '', signingSecret: 'zz-signing-secret', appId: 'A0MUSTER' },
    app: { clientId: '11.22', clientSecret, redirectUrls: [`${address}/slack/oauth_redirect`], ...app },
  });
  slack.deliverTo(`${address}/slack/events`);
  slack.faults.rateLimits(false);
  const second = slack.more({
    workspace: { id: 'T0GLOBEX', name: 'Globex' },
    people: other.people,
    channels: [{ id: other.channel, name: 'general', kind: 'channel' }],
    botUserId: 'U0BOTGLOBEX',
  });
  second.faults.rateLimits(false);
  const acme = { id: 'T0ACME', name: 'Acme', ...one, slack, chat: makeChat(slack) };
  const globex = { id: 'T0GLOBEX', name: 'Globex', ...other, slack: second, chat: makeChat(second) };

  const common = {
    PORT: port,
    PUBLIC_URL: address,
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32, 5).toString('base64'),
    SLACK_CLIENT_ID: '11.22',
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: 'zz-signing-secret',
    SLACK_API_URL: slack.apiUrl,
    SMTP_URL: sink.url,
    ...settings,
  };
  const house = {
    muster: await startMuster(common),
    ...{ acme, globex, sink, settings: common },
    db: openPrisma(database.url, { poolSize: 3 }),

    async install(team: Team, person = team.owner): Promise<Page> {
      const { location, cookie } = await begin(address);
      return visit(team.slack.installing.authorize(person, location), cookie);
    },
    async restart(more: Record<string, string> = {}) {
      await house.muster.stop();
      house.muster = await startMuster({ ...common, ...more });
    },
    async close() {
      await house.muster.stop();
      await slack.stop();
      await sink.stop();
      await house.db.$disconnect();
      await database.drop();
    },
  };
  return house;
}

/** Opens /slack/install in a browser: where it is sent, and the cookie that it keeps. */
export async function begin(address: string): Promise<{ location: string; cookie: string }> {
  const response = await fetch(`${address}/slack/install`, { redirect: 'manual' });
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  return { location: response.headers.get('location') ?? '', cookie };
}

export async function visit(address: string, cookie = ''): Promise<Page> {
  const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
  return { status: response.status, text: await response.text() };
}
