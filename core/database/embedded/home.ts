import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseServerUser, type ServerUser } from './user.ts';

/** Where everything of one embedded server lies. */
export type Home = {
  dataDir: string;
  cluster: string;
  /** The cluster's folder as the server is told it. It is always started inside it. */
  clusterSeenByServer: string;
  passwordFile: string;
  logFile: string;
  user: ServerUser;
};

export function makeHome(dataDir: string): Home {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const cluster = join(root, 'postgres');
  const user = chooseServerUser(cluster);

  return {
    dataDir: root,
    cluster,
    clusterSeenByServer: seenBy(user, cluster),
    passwordFile: join(root, 'postgres-password'),
    logFile: join(root, 'postgres.log'),
    user,
  };
}

// Another user may be unable to walk to the cluster from /, as when DATA_DIR lies below /root. But a process that is started
// inside a folder may stay there, and Linux leads /proc/self/cwd straight to it.
function seenBy(user: ServerUser, cluster: string): string {
  return user.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** The server needs nothing of our environment, least of all our secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }), LC_ALL: 'C', TZ: 'UTC' };
}
