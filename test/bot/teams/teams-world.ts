import { setTimeout as pause } from 'node:timers/promises';
import type { AnnounceContext } from '#bot/announce/context.ts';
import type { ChatPlatform } from '#bot/platforms/define.ts';
import { TeamsConfig } from '#bot/platforms/teams/config.ts';
import { makeTeams } from '#bot/platforms/teams/index.ts';
import { bot, channels, people, team, tenantId } from '#bot/playground/teams/cast.ts';
import { startTeamsDouble, type TeamsDouble } from '#bot/playground/teams/index.ts';
import type { Message, Person } from '#bot/playground/teams/types.ts';
import { startBot } from '#bot/start.ts';
import { makeHealth } from '#core/process/health.ts';
import { makeLog } from '#core/process/log.ts';
import { makeMetrics } from '#core/process/metrics.ts';
import { openServer } from '#core/process/server.ts';
import { openQueues } from '#core/queue.ts';
import { openSecrets } from '#core/secrets.ts';
import { openSignature } from '#core/signature.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase } from '../../harness/database.ts';

export const [rosa = '', adam = '', olga = ''] = people.map(({ id }) => id);
export const onboarding = '19:onboarding@thread.tacv2';
export const chatOf = (person: string) => `a:1${person.replaceAll('-', '')}`;
export const password = 'test-password';

/** Somebody of another organisation, a guest, and somebody without an account. */
export const strangers: Person[] = [
  {
    ...{ id: '0ddddddd-0000-4000-8000-000000000001', mri: '29:1GUEST', name: 'Gus Guest', about: '' },
    ...{
      email: 'gus@elsewhere.example',
      userPrincipalName: 'gus_elsewhere.example#EXT#@acme.example',
      userRole: 'guest',
    },
  },
  {
    ...{ id: '0ddddddd-0000-4000-8000-000000000002', mri: '29:1OTHER', name: 'Rosa Requester', about: '' },
    ...{ email: 'rosa@example.com', userRole: 'user', tenantId: '0aaaaaaa-0000-4000-8000-000000000002' },
  },
];

export const startTeams = () =>
  startTeamsDouble({
    tenantId,
    bot: { ...bot, password },
    people: [...people, ...strangers],
    team,
    conversations: channels,
  });

export const settingsFor = (teams: TeamsDouble) => ({
  TEAMS_APP_ID: bot.appId,
  TEAMS_APP_PASSWORD: password,
  TEAMS_TENANT_ID: tenantId,
  TEAMS_OPENID_URL: teams.openIdUrl,
  TEAMS_LOGIN_URL: teams.loginUrl,
});

/** The bot alone, in this process, between a Teams and a database of the test's own. Nothing is relayed: news waits. */
export type TeamsWorld = {
  db: Db;
  teams: TeamsDouble;
  platform: ChatPlatform;
  context: AnnounceContext;
  /** Where Teams delivers to. */
  address: string;
  logged(): string[];
  close(): Promise<void>;
};

export async function openTeamsWorld(more: Record<string, string> = {}): Promise<TeamsWorld> {
  const database = await makeDatabase();
  const db = openPrisma(database.url, { poolSize: 10 });
  const lines: string[] = [];
  const log = makeLog({ LOG_LEVEL: 'debug' }, { write: (line: string) => void lines.push(line) });
  const teams = await startTeams();
  const queues = await openQueues({}, database.url, log);
  const server = openServer({ HOST: '127.0.0.1', PORT: 0 }, { log, metrics: makeMetrics(), health: makeHealth() });
  const secrets = openSecrets(Buffer.alloc(32, 7));
  const config = TeamsConfig.parse({ ...settingsFor(teams), ...more });
  const ownerEmail = 'rosa@example.com';
  const platform = makeTeams(config)({ db, secrets, app: server.app, log, ownerEmail, simulated: true });
  const product = { version: '0.0.0', connector: 'simulator', signature: openSignature(Buffer.alloc(32, 7)) };
  const started = await startBot({
    db,
    queues,
    secrets,
    app: server.app,
    log,
    platforms: [platform],
    product,
    publicUrl: 'https://muster.example.com',
  });
  const address = `${await server.listen()}/api/messages`;
  teams.deliverTo(address);
  await started.introduce();

  return {
    ...{ db, teams, platform, address, logged: () => lines },
    context: { db, secrets, platforms: new Map([[platform.id, platform]]), log },
    async close() {
      await started.stop();
      await server.close();
      await queues.close();
      await teams.stop();
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** All the words of a message: its text, its cards, what it holds out. */
export const said = ({ text, summary, cards, consent }: Message): string =>
  `${text} ${summary ?? ''} ${JSON.stringify(cards)} ${consent?.name ?? ''}`;

/** The message that this person sees with all of these words in it, once there is one. */
export async function message(teams: TeamsDouble, person: string, ...words: string[]): Promise<Message> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(30)) {
    const found = teams.snapshot(person).messages.findLast((one) => words.every((word) => said(one).includes(word)));
    if (found) return found;
  }
  const seen = teams.snapshot(person).messages.map(said).slice(-5);
  throw new Error(`There never was a message with ${words.join(', ')}, but ${seen.join(' | ')}`);
}
