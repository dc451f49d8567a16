import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

// The key Prisma's own schema engine locks with (its binary says `pg_advisory_lock(72707369)`): it and we wait for each other.
const PRISMA_LOCK = 72707369;
const PATIENCE_MS = 120_000;

const ownMigrations = fileURLToPath(new URL('migrations', import.meta.url));

/** The database cannot be brought up to date, and the message says why in one sentence. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

type Migration = { name: string; sql: string };
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
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // which also gives the lock back
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(`${folder}/${name}/migration.sql`, 'utf8') })),
  );
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

/** A checkout on Windows may have turned the line ends, which is no edit (the schema engine sees it the same way). */
function isChecksumOf(sql: string, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => checksumOf(text) === checksum);
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  if (mustStandAlone(migration)) return applyAlone(client, migration);

  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await record(client, migration);
    await client.query('COMMIT');
  } catch (error) {
    throw new MigrationError(`Migration ${migration.name} failed, and nothing of it was kept: ${reason(error)}`, {
      cause: error,
    });
  }
}

// PostgreSQL refuses these inside a transaction, and a migration that commits by itself would end ours.
const mustStandAlone = ({ sql }: Migration) =>
  /^\s*(BEGIN|COMMIT|START\s+TRANSACTION|VACUUM|ALTER\s+SYSTEM)\b|\bCONCURRENTLY\b/im.test(withoutComments(sql));

const withoutComments = (sql: string) => sql.replace(/--.*$/gm, '').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '');

/** As the schema engine does it: the row is there before and finished after, so a crash in between is seen. */
async function applyAlone(client: pg.Client, migration: Migration): Promise<void> {
  const id = await record(client, migration, { finished: false });
  try {
    await client.query(migration.sql);
  } catch (error) {
    await client.query('ROLLBACK');
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, reason(error)]);
    throw new MigrationError(`Migration ${migration.name} failed and may be half applied: ${reason(error)}`, {
      cause: error,
    });
  }
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

async function record(client: pg.Client, { name, sql }: Migration, { finished = true } = {}): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), CASE WHEN $4 THEN clock_timestamp() END, CASE WHEN $4 THEN 1 ELSE 0 END)`,
    [id, checksumOf(sql), name, finished],
  );
  return id;
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
