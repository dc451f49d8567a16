// Writes the Prisma client into prisma/generated. Quick when nothing changed, quiet when all went well.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

const wanted = fingerprint();
const stamp = here('generated/.made-from');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  generate();
  writeFileSync(stamp, wanted);
}

function generate() {
  const cli = require.resolve('prisma/build/index.js');
  // Generating never calls the schema engine, but the CLI downloads one unless it is told where one lies: any program will do.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CI: '1',
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'generate', '--config', here('prisma.config.ts'), '--no-hints'],
    { cwd: here('..'), env, encoding: 'utf8' },
  );
  if (status === 0) return;

  console.error(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}

/** Changes whenever what would be generated changes: with the schema, with Prisma, with the way of calling it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['schema.prisma', 'prisma.config.ts', 'generate.mjs']) hash.update(readFileSync(here(file)));
  for (const name of ['prisma', '@prisma/client']) hash.update(require(`${name}/package.json`).version);
  return hash.digest('hex');
}
