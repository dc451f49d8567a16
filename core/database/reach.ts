import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../process/start-error.ts';
import type { EmbeddedPostgres } from './embedded/start.ts';

// Containers start in any order, so a server that is not there yet gets a while.
const PATIENCE_MS = 15_000;
const OLDEST = 15;

/** Waits for a PostgreSQL that others run and stop. */
export async function reachPostgres(url: string, patienceMs = PATIENCE_MS): Promise<EmbeddedPostgres> {
  const version = await askVersion(url, Date.now() + patienceMs);
  if (version < OLDEST) {
    throw new StartError(
      `DATABASE_URL leads to PostgreSQL ${version}, but Muster needs PostgreSQL ${OLDEST} or newer.`,
    );
  }
  return { url, stop: async () => {} };
}

async function askVersion(url: string, deadline: number): Promise<number> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
      return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
    } catch (error) {
      if (isFinal(error) || Date.now() > deadline) throw sentence(url, error);
    } finally {
      await client.end().catch(() => {});
    }
    await pause(250);
  }
}

// A server that says no by itself will say no again, except while it starts or stops (class 57) or is full (class 53).
const isFinal = (error: unknown) => error instanceof pg.DatabaseError && !/^5[37]/.test(error.code ?? '');

function sentence(url: string, error: unknown): StartError {
  const { host, pathname } = new URL(url);
  return new StartError(
    `The database ${pathname.slice(1)} at ${host} of DATABASE_URL cannot be reached: ${reason(error)}`,
    {
      cause: error,
    },
  );
}

// A host with several addresses fails with one error for each and no message of its own.
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
