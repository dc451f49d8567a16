import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

/** Whatever a use case needs to work. */
export type Needs = { db: Db };

/** One commit for all of it. A big list takes longer than Prisma's usual 5 s to write. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(work, { maxWait: 10_000, timeout: 120_000 });
}

/** Everything as it stood at one moment, however long it takes to read. */
export function snapshot<T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 10_000, timeout: 120_000 });
}

/** Rejects when the database does not answer. */
export async function pingDatabase(db: Db): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
