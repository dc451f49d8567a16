import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { openDatabase } from '#core/database/open.ts';
import { reachPostgres } from '#core/database/reach.ts';
import { makeDatabase } from '#test/harness/database.ts';
import { freePort } from '#test/harness/free-port.ts';
import { startOldPostgres } from './old-postgres.ts';

it('brings a database of DATABASE_URL up to date and leaves its server running', async () => {
  await using own = await makeDatabase({ empty: true });

  const database = await openDatabase({ DATA_DIR: '/nowhere', DATABASE_URL: own.url });
  const companies = await database.prisma.company.count();
  await database.close();

  expect(companies).toBe(0);
  const again = await openDatabase({ DATA_DIR: '/nowhere', DATABASE_URL: own.url });
  expect(await again.prisma.company.count()).toBe(0);
  await again.close();
});

it('makes and keeps its own under DATA_DIR without one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-open-'));

  const database = await openDatabase({ DATA_DIR: join(folder, 'not/there/yet') });
  const companies = await database.prisma.company.count();
  await database.close();

  expect(companies).toBe(0);
  await expect(reachPostgres(database.url, 0)).rejects.toThrow('cannot be reached: connect ECONNREFUSED');
  rmSync(folder, { recursive: true, force: true });
});

it('waits for a server that starts later', async () => {
  const port = await freePort();
  const { port: realPort } = new URL(inject('databaseServer'));
  const late = new URL(inject('databaseServer'));
  late.port = `${port}`;
  const waiting = reachPostgres(late.href);

  const door = createServer((socket) => {
    const server = socket.pipe(connect(Number(realPort), '127.0.0.1'));
    server.pipe(socket);
  }).listen(port, '127.0.0.1');

  await expect(waiting).resolves.toMatchObject({ url: late.href });
  door.close();
});

it('does not wait when the server says no', async () => {
  const wrong = new URL(inject('databaseServer'));
  wrong.pathname = '/missing';

  await expect(reachPostgres(wrong.href)).rejects.toThrow(
    `The database missing at ${wrong.host} of DATABASE_URL cannot be reached: database "missing" does not exist`,
  );
});

it('refuses a PostgreSQL that is too old', async () => {
  const port = await freePort();
  await using _old = await startOldPostgres(port);

  await expect(reachPostgres(`postgresql://anybody@127.0.0.1:${port}/any`)).rejects.toThrow(
    'DATABASE_URL leads to PostgreSQL 14, but Muster needs PostgreSQL 15 or newer.',
  );
});
