import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#core/database/embedded/start.ts';
import { migrate } from '#prisma/migrate.ts';
import { cpuOfFamilyMs } from './gauges.ts';

export type Stage = {
  /** A migrated database of one's own, on the server that all sides share. */
  makeDatabase(): Promise<string>;
  /** What earlier measurements left to write is written, so that the next one does not pay for it. */
  settle(databaseUrl: string): Promise<void>;
  /** CPU that PostgreSQL has used so far, for everybody. */
  postgresCpuMs(): number;
  close(): Promise<void>;
};

const TEMPLATE = 'template_bench';

/** The PostgreSQL that Muster brings along, with its own settings: every commit reaches the disk. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const server = await startEmbeddedPostgres(folder);
  const at = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  await run(server.url, `CREATE DATABASE ${TEMPLATE}`);
  await migrate(at(TEMPLATE));
  // Line 1 is the pid (src/include/utils/pidfile.h).
  const postmaster = Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
  let databases = 0;

  return {
    postgresCpuMs: () => cpuOfFamilyMs(postmaster),
    async makeDatabase() {
      const name = `bench_${databases++}`;
      await run(server.url, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return at(name);
    },
    async settle(databaseUrl) {
      await run(databaseUrl, 'VACUUM ANALYZE');
      await run(databaseUrl, 'CHECKPOINT');
    },
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
