import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../../process/start-error.ts';

// 'muster' on a phone's keys; any number does that nothing else locks in the database "postgres".
const OWNER_LOCK = 687837;
// A process that was just killed needs a moment to be noticed by the server.
const PATIENCE_MS = 1_000;

export type Ownership = { release(): Promise<void> };

/**
 * One process at a time owns a DATA_DIR and stops its server in the end. The lock lives in a connection, so it ends with the
 * process however that dies. Undefined when the server went away meanwhile.
 */
export async function takeOwnership(url: string, dataDir: string): Promise<Ownership | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: `muster ${process.pid}`, keepAlive: true });
  client.on('error', () => {}); // the server restarts by itself, and whoever queries next hears of it
  try {
    await client.connect();
    if (await lock(client)) return { release: () => client.end().catch(() => {}) };
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }

  const holder = await findHolder(client).finally(() => client.end());
  throw new StartError(
    `DATA_DIR ${dataDir} is in use by another Muster (process ${holder}): stop that one, choose another DATA_DIR, or share a database through DATABASE_URL.`,
  );
}

async function lock(client: pg.Client): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [OWNER_LOCK]);
    if (rows[0]?.free) return true;
    if (Date.now() > deadline) return false;
    await pause(50);
  }
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND objid = $1 AND granted`,
    [OWNER_LOCK],
  );
  return rows[0]?.name.replace('muster ', '') ?? 'unknown';
}
