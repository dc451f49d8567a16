import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '#prisma/migrate.ts';
import { makeDatabase } from '#test/harness/database.ts';

it('applies every migration once, in order', async () => {
  await using database = await makeDatabase({ empty: true });
  const folder = await migrations({
    '0002_b': 'ALTER TABLE thing ADD note text',
    '0001_a': 'CREATE TABLE thing (id int)',
  });

  const first = await migrate(database.url, folder);
  const second = await migrate(database.url, folder);

  expect(first).toEqual(['0001_a', '0002_b']);
  expect(second).toEqual([]);
});

it('lets five processes start at once', async () => {
  await using database = await makeDatabase({ empty: true });

  const applied = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(database.url)));

  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
});

it('keeps nothing of a migration that fails half-way, and applies it when it is repaired', async () => {
  await using database = await makeDatabase({ empty: true });
  const broken = await migrations({ '0001_a': 'CREATE TABLE thing (id int); SELECT 1/0' });
  const repaired = await migrations({ '0001_a': 'CREATE TABLE thing (id int)' });

  await expect(migrate(database.url, broken)).rejects.toThrow(
    'Migration 0001_a failed, and nothing of it was kept: division by zero',
  );

  expect(await query(database.url, 'SELECT * FROM _prisma_migrations')).toEqual([]);
  expect(await migrate(database.url, repaired)).toEqual(['0001_a']);
});

it('refuses when an applied migration was edited', async () => {
  await using database = await makeDatabase({ empty: true });
  await migrate(database.url, await migrations({ '0001_a': 'CREATE TABLE thing (id int)' }));
  const edited = await migrations({ '0001_a': 'CREATE TABLE thing (id bigint)' });

  await expect(migrate(database.url, edited)).rejects.toThrow('Migration 0001_a was edited after it was applied');
});

it('takes Windows line ends for no edit', async () => {
  await using database = await makeDatabase({ empty: true });
  await migrate(database.url, await migrations({ '0001_a': 'CREATE TABLE thing (\n  id int\n)' }));
  const checkedOut = await migrations({ '0001_a': 'CREATE TABLE thing (\r\n  id int\r\n)' });

  expect(await migrate(database.url, checkedOut)).toEqual([]);
});

it('runs what PostgreSQL refuses inside a transaction, and remembers when that fails', async () => {
  await using database = await makeDatabase({ empty: true });
  const folder = await migrations({
    '0001_a': 'CREATE TABLE thing (id int); INSERT INTO thing VALUES (1), (1)',
    '0002_b': '-- CONCURRENTLY would be nice\nALTER TABLE thing ADD note text',
    '0003_c': 'CREATE INDEX CONCURRENTLY thing_id ON thing (id)',
    '0004_d': 'CREATE UNIQUE INDEX CONCURRENTLY thing_one ON thing (id)',
  });

  await expect(migrate(database.url, folder)).rejects.toThrow('Migration 0004_d failed and may be half applied');

  await expect(migrate(database.url, folder)).rejects.toThrow('Migration 0004_d failed earlier');
  expect(
    await query(database.url, 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL'),
  ).toEqual([{ name: '0004_d' }]);
});

async function migrations(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(files)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
