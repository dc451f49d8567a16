import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { applyMigration } from './apply-migration.ts';
import { isChecksumOf, type Migration, MigrationError, readMigrations } from './migration.ts';

export { MigrationError } from './migration.ts';

// The key Prisma's own schema engine locks with (its binary says `pg_advisory_lock(72707369)`): it and we wait for each other.
const PRISMA_LOCK = 72707369;
const PATIENCE_MS = 120_000;

const ownMigrations = fileURLToPath(new URL('migrations', import.meta.url));

type AppliedMigration = { name: string; checksum: string; finished: boolean };

/**
 * Applies what `prisma migrate deploy` would apply and records it the same way, so that either may follow the other.
 * Any number of processes may call it at once. Returns the names it applied.
 */
export async function migrate(url: string, folder = ownMigrations): Promise<string[]> {
  const wanted = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'muster migrate' });
  await client.connect();
  try {
    await lock(client);
    const pending = findPending(wanted, await readApplied(client));
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // which also gives the lock back
  }
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${PATIENCE_MS}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new MigrationError(`Another process has been migrating this database for ${PATIENCE_MS / 1000} seconds.`);
  }
  await client.query('RESET lock_timeout');
}

const isTimeout = (error: unknown) => error instanceof pg.DatabaseError && error.code === '55P03';

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  // Column by column the table that the schema engine makes.
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
  const { rows } = await client.query<AppliedMigration>(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
      FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`);
  return rows;
}

function findPending(wanted: Migration[], applied: AppliedMigration[]): Migration[] {
  const failed = applied.find(({ finished }) => !finished);
  if (failed) {
    throw new MigrationError(
      `Migration ${failed.name} failed earlier and may be half applied: repair the database, then run "prisma migrate resolve".`,
    );
  }

  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const { name, sql } of wanted) {
    const checksum = checksums.get(name);
    if (checksum && !isChecksumOf(sql, checksum)) {
      throw new MigrationError(`Migration ${name} was edited after it was applied: put it back and write a new one.`);
    }
  }
  return wanted.filter(({ name }) => !checksums.has(name));
}
