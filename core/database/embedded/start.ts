import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../../process/start-error.ts';
import { findBinaries } from './binaries.ts';
import { makeCluster, superuser } from './cluster.ts';
import { type Home, makeHome } from './home.ts';
import { type Ownership, takeOwnership } from './owner.ts';
import { findServer, lastWords, type Server, startServer, stopServer, tellToStop } from './server.ts';

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

type Options = { settings?: Record<string, string> };

const PATIENCE_MS = 60_000;
// Another start was quicker and will soon answer, or somebody took the free port before us.
const passing = /lock file|TCP\/IP sockets/;

/**
 * A real PostgreSQL under `dataDir`, reachable over loopback only. A server that a crashed process left behind is taken over;
 * one whose process still lives is refused with a sentence. `settings` go to the server as they are.
 */
export async function startEmbeddedPostgres(dataDir: string, { settings }: Options = {}): Promise<EmbeddedPostgres> {
  const home = makeHome(dataDir);
  const binaries = findBinaries(home.user);
  const password = makeCluster(home, binaries);
  const address = ({ port }: Server, database: string) =>
    `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(50)) {
    const found = await findServer(home, password);
    const server = found ?? (await startServer(home, { binaries, password, ...(settings && { extra: settings }) }));
    if (!server && !passing.test(lastWords(home))) break;

    const ownership = server && (await takeOwnership(address(server, 'postgres'), dataDir));
    if (!ownership) continue;

    await makeDatabase(address(server, 'postgres'));
    return { url: address(server, 'muster'), stop: makeStop(home, server, ownership) };
  }
  throw new StartError(`The built-in PostgreSQL in DATA_DIR ${home.dataDir} does not start: ${lastWords(home)}`);
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'muster'`);
    if (!rowCount) await client.query('CREATE DATABASE muster');
  } finally {
    await client.end();
  }
}

function makeStop(home: Home, server: Server, ownership: Ownership): () => Promise<void> {
  // A start that fails after this one leaves no server behind. After a kill the next start adopts it.
  const atExit = () => tellToStop(server);
  process.once('exit', atExit);

  let stopping: Promise<void> | undefined;
  return () => {
    process.off('exit', atExit);
    // Stopped while still owned: a start that waits for us must not adopt a server that is about to go.
    stopping ??= stopServer(home, server).then(ownership.release);
    return stopping;
  };
}
