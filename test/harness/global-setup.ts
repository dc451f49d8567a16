import { rmSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#core/database/embedded/start.ts';
import { migrate } from '#prisma/migrate.ts';
import { clearLeftOvers, folderOfThisRun } from './left-overs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: string;
  }
}

/** One server for the whole run, and in it one migrated database that every other is copied from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  clearLeftOvers();
  const folder = folderOfThisRun();
  const server = await startEmbeddedPostgres(folder, {
    // Nothing here has to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' },
  });
  await makeTemplate(server.url);
  project.provide('databaseServer', server.url);

  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('CREATE DATABASE template_muster');
  await client.end();

  const url = new URL(server);
  url.pathname = '/template_muster';
  await migrate(url.href);
}
