import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../process/start-error.ts';
import { type Home, serverEnvironment } from './home.ts';
import type { ServerUser } from './user.ts';

export const superuser = 'muster';

/** Makes the cluster unless it is there. Returns the password of its only user. */
export function makeCluster(home: Home, binaries: string): string {
  const exists = existsSync(join(home.cluster, 'PG_VERSION'));
  if (exists && !existsSync(home.passwordFile)) {
    throw new StartError(
      `${home.passwordFile} is missing, so the data in DATA_DIR cannot be opened: put the file back.`,
    );
  }

  const password = keepPassword(home.passwordFile);
  if (!exists) initialise(home, binaries, password);
  return password;
}

function keepPassword(file: string): string {
  if (!existsSync(file)) {
    // Written aside and linked into place, so that two starts at once read the same one.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** Made aside and renamed when whole: a crash leaves no half cluster, and of two starts at once the second keeps the first's. */
function initialise(home: Home, binaries: string, password: string): void {
  const draft = `${home.cluster}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(home.user, draft);
  try {
    runInitdb(home, binaries, draft, password);
    if (!existsSync(join(home.cluster, 'PG_VERSION'))) renameSync(draft, home.cluster);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function runInitdb(
  { user, cluster, clusterSeenByServer }: Home,
  binaries: string,
  draft: string,
  password: string,
): void {
  const secrets = mkdtempSync(join(user.uid === undefined ? tmpdir() : '/tmp', 'muster-'));
  const passwordFile = join(secrets, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(user, secrets);
    giveTo(user, passwordFile);
    const folder = clusterSeenByServer === cluster ? draft : clusterSeenByServer;
    const { status, stderr, error } = spawnSync(
      join(binaries, 'bin/initdb'),
      // The built-in locale sorts the same on every machine, whatever its C library does.
      [
        `--pgdata=${folder}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
      ].concat(['--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions']),
      { ...user, cwd: draft, env: serverEnvironment(), encoding: 'utf8' },
    );
    if (status !== 0) {
      throw new StartError(`A database could not be made in DATA_DIR (${cluster}): ${error?.message ?? stderr.trim()}`);
    }
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

function giveTo({ uid, gid }: ServerUser, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
