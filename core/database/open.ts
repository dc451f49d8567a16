import { openPrisma, type PrismaClient } from '#prisma/client.ts';
import { MigrationError, migrate } from '#prisma/migrate.ts';
import { StartError } from '../process/start-error.ts';
import type { DatabaseConfig } from './config.ts';
import { startEmbeddedPostgres } from './embedded/start.ts';
import { reachPostgres } from './reach.ts';

export type Database = {
  url: string;
  prisma: PrismaClient;
  /** For the slow work: however much is typed, a run never waits for a connection. */
  prismaForJobs: PrismaClient;
  close(): Promise<void>;
};

/** The database of DATABASE_URL or else the built-in one, brought up to date. Throws a sentence for the operator when it cannot. */
export async function openDatabase(config: DatabaseConfig, { poolSize = 20 } = {}): Promise<Database> {
  const server = config.DATABASE_URL
    ? await reachPostgres(config.DATABASE_URL)
    : await startEmbeddedPostgres(config.DATA_DIR);
  try {
    await migrate(server.url);
  } catch (error) {
    await server.stop();
    throw error instanceof MigrationError ? new StartError(error.message, { cause: error }) : error;
  }

  const prisma = openPrisma(server.url, { poolSize });
  const prismaForJobs = openPrisma(server.url, { poolSize });
  return {
    url: server.url,
    prisma,
    prismaForJobs,
    async close() {
      await Promise.all([prisma.$disconnect(), prismaForJobs.$disconnect()]);
      await server.stop();
    },
  };
}
