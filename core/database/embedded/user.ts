import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartError } from '../../process/start-error.ts';

/** Whom the server runs as; empty means: as we do. */
export type ServerUser = { uid?: number; gid?: number };

const candidates = ['postgres', 'nobody'];

/** PostgreSQL refuses to run as root, so there it runs as an ordinary user: as the owner of the cluster if it has one. */
export function chooseServerUser(clusterFolder: string): ServerUser {
  if (process.getuid?.() !== 0) return {};

  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const user = candidates.map(findUser).find((found) => found !== undefined);
  if (user) return user;
  throw new StartError(
    `PostgreSQL does not run as root and there is no user ${candidates.join(' or ')} to run it as: start Muster as another user or set DATABASE_URL.`,
  );
}

function findUser(name: string): ServerUser | undefined {
  const ask = (what: string) => Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}
