import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from '#core/database/embedded/start.ts';

const script = fileURLToPath(new URL('start-embedded.ts', import.meta.url));
// Making a cluster waits for the disk many times, which a busy machine stretches.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const undo: (() => unknown)[] = [];

// A cluster takes a second to make, so all but the tests about its making start from a copy of this one.
let ready: string;

beforeAll(async () => {
  ready = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
  await (await startEmbeddedPostgres(ready)).stop();
});

afterAll(() => rmSync(ready, { recursive: true, force: true }));

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

it('keeps what was committed over a restart', async () => {
  const dataDir = makeEmptyFolder();
  const first = await startEmbeddedPostgres(dataDir);
  await query(first.url, 'CREATE TABLE kept (word text)');
  await query(first.url, `INSERT INTO kept VALUES ('grüße')`);
  await first.stop();

  const second = await startEmbeddedPostgres(dataDir);
  undo.push(second.stop);

  expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'grüße' }]);
});

it('serves loopback only, checks its pages, and writes before it says so', async () => {
  const server = await startEmbeddedPostgres(makeFolder());
  undo.push(server.stop);

  const [settings] = await query(
    server.url,
    `SELECT current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
            current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit, current_setting('max_connections') AS connections`,
  );
  const [locale] = await query(
    server.url,
    'SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = current_database()',
  );

  expect(settings).toEqual({
    listens: '127.0.0.1',
    sockets: '',
    checksums: 'on',
    fsync: 'on',
    commit: 'on',
    connections: '200',
  });
  expect(locale).toEqual({ provider: 'b', locale: 'C.UTF-8' });
});

it('lets nobody read the password or in without it', async () => {
  const dataDir = makeFolder();
  const server = await startEmbeddedPostgres(dataDir);
  undo.push(server.stop);
  const wrong = new URL(server.url);
  wrong.password = 'wrong';

  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

it('adopts the server of a process that was killed', async () => {
  const dataDir = makeFolder();
  const { child, said } = await startProcess(dataDir);
  await query(said, 'CREATE TABLE kept (word text)');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const server = await startEmbeddedPostgres(dataDir);
  undo.push(server.stop);

  expect(server.url).toBe(said);
  expect(await query(server.url, 'SELECT * FROM kept')).toEqual([]);
  await server.stop();
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

it('recovers when the server was killed too', async () => {
  const dataDir = makeFolder();
  const first = await startEmbeddedPostgres(dataDir);
  await query(first.url, `CREATE TABLE kept AS SELECT 'here' AS word`);
  const [backend] = await query(first.url, `SELECT pg_read_file('postmaster.pid') AS file`);
  process.kill(Number.parseInt(String(backend?.['file']), 10), 'SIGKILL');

  const second = await startEmbeddedPostgres(dataDir);
  undo.push(second.stop);

  expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
});

it('refuses a second start and leaves the first alone', async () => {
  const dataDir = makeFolder();
  const first = await startEmbeddedPostgres(dataDir);
  undo.push(first.stop);

  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(
    `DATA_DIR ${dataDir} is in use by another Muster (process ${process.pid}): ` +
      'stop that one, choose another DATA_DIR, or share a database through DATABASE_URL.',
  );

  expect(await query(first.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

it('lets exactly one win of two that start at the same moment', async () => {
  const dataDir = makeEmptyFolder();

  const started = await Promise.all([startProcess(dataDir), startProcess(dataDir)]);

  const said = started.map(({ said }) => said);
  expect(said.filter((line) => line.startsWith('postgresql://'))).toHaveLength(1);
  expect(said.filter((line) => line.includes('is in use by another Muster'))).toHaveLength(1);
});

it('stops cleanly with its process, connections or not', async () => {
  const dataDir = makeFolder();
  const { child, said } = await startProcess(dataDir);
  const client = new pg.Client({ connectionString: said });
  client.on('error', () => {});
  await client.connect();

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

it('leaves no server behind when its process ends without stopping it', async () => {
  const dataDir = makeFolder();
  const { child } = await startProcess(dataDir);

  child.kill('SIGUSR2'); // the script exits
  await once(child, 'exit');

  await expect.poll(() => existsSync(join(dataDir, 'postgres/postmaster.pid')), { timeout: 10_000 }).toBe(false);
});

it('says which file is missing when the password is gone', async () => {
  const dataDir = makeFolder();
  await (await startEmbeddedPostgres(dataDir)).stop();
  rmSync(join(dataDir, 'postgres-password'));

  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(
    `${join(dataDir, 'postgres-password')} is missing, so the data in DATA_DIR cannot be opened: put the file back.`,
  );
});

it('says what the server said when it does not start', async () => {
  await expect(startEmbeddedPostgres(makeFolder(), { settings: { shared_buffers: 'lots' } })).rejects.toThrow(
    /The built-in PostgreSQL in DATA_DIR \S+ does not start: .*shared_buffers/,
  );
});

/** Only its maker may enter it, as with `mktemp -d`: as root, the server's user cannot walk there. */
function makeEmptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function makeFolder(): string {
  const folder = makeEmptyFolder();
  execFileSync('cp', ['-a', `${ready}/.`, folder]);
  return folder;
}

async function startProcess(dataDir: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, said: line };
  throw new Error('The process said nothing.');
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
