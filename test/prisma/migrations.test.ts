import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { migrate } from '#prisma/migrate.ts';
import { makeDatabase } from '#test/harness/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it("leaves nothing to do for Prisma's own engine", async () => {
  await using database = await makeDatabase({ empty: true });
  await migrate(database.url);

  const status = await prisma(database.url, 'migrate', 'status');
  const deploy = await prisma(database.url, 'migrate', 'deploy');

  expect(status).toMatchObject({ code: 0, said: expect.stringContaining('Database schema is up to date!') });
  expect(deploy).toMatchObject({ code: 0, said: expect.stringContaining('No pending migrations to apply') });
}, 60_000);

it('makes exactly what schema.prisma says', async () => {
  await using database = await makeDatabase();

  const diff = await prisma(
    database.url,
    ...[
      'migrate',
      'diff',
      '--exit-code',
      '--script',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
    ],
  );

  expect(diff.said).toContain('This is an empty migration');
  expect(diff.code).toBe(0); // 2: there is a difference
}, 60_000);

it("finds nothing to do after Prisma's own engine has migrated", async () => {
  await using database = await makeDatabase({ empty: true });

  const deploy = await prisma(database.url, 'migrate', 'deploy');
  const applied = await migrate(database.url);

  expect(deploy).toMatchObject({ code: 0, said: expect.stringContaining('successfully applied') });
  expect(applied).toEqual([]);
}, 60_000);

type Result = { code: number; said: string };

function prisma(url: string, ...command: string[]): Promise<Result> {
  const cli = join(root, 'node_modules/prisma/build/index.js');
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'prisma/schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    NO_COLOR: '1',
  };
  return new Promise((resolve) => {
    const options = { cwd: root, env };
    execFile(process.execPath, [cli, ...command, '--config', 'prisma/prisma.config.ts'], options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: out + err }),
    );
  });
}
