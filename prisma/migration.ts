import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export type Migration = { name: string; sql: string };

/** The database cannot be brought up to date, and the message says why in one sentence. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(`${folder}/${name}/migration.sql`, 'utf8') })),
  );
}

/** A checkout on Windows may have turned the line ends, which is no edit (the schema engine sees it the same way). */
export function isChecksumOf(sql: string, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => checksumOf(text) === checksum);
}

export const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');
