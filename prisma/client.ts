import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export { Prisma, type PrismaClient } from './generated/client.ts';

/** Connects lazily: the first query opens the first connection, and at most `poolSize` are ever open. */
export function openPrisma(url: string, { poolSize }: { poolSize: number }): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize, application_name: 'muster' }),
  });
}
