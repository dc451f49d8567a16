import type { TeamsDouble } from '#bot/playground/teams/index.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase } from '../../harness/database.ts';
import { type Muster, startMuster } from '../../harness/muster.ts';
import { type Sink, startSink } from '../../harness/sink.ts';
import { settingsFor, startTeams } from './teams-world.ts';

/** The real process between a Teams and a mail server of this test's own, and a look into its database. */
export type TeamsHouse = { muster: Muster; teams: TeamsDouble; sink: Sink; db: Db; close(): Promise<void> };

export async function openTeamsHouse(settings: Record<string, string> = {}): Promise<TeamsHouse> {
  const database = await makeDatabase();
  const sink = await startSink();
  const teams = await startTeams();
  const muster = await startMuster({
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32, 5).toString('base64'),
    ...settingsFor(teams),
    OWNER_EMAIL: 'rosa@example.com',
    SMTP_URL: sink.url,
    PUBLIC_URL: 'https://muster.example.com',
    ...settings,
  });
  teams.deliverTo(`${muster.url}/api/messages`);
  const db = openPrisma(database.url, { poolSize: 3 });

  return {
    ...{ muster, teams, sink, db },
    async close() {
      await muster.stop();
      await teams.stop();
      await sink.stop();
      await db.$disconnect();
      await database.drop();
    },
  };
}
