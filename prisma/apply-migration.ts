import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { checksumOf, type Migration, MigrationError } from './migration.ts';

/** Applies one migration and records it. */
export async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
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
