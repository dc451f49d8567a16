import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'muster-test-';

/** Where a run keeps its server; the name tells whose it is. */
export const folderOfThisRun = () => join(tmpdir(), `${prefix}${process.pid}`);

/** Stops the servers of runs that were killed before they could do it themselves. */
export function clearLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(prefix) && name.slice(prefix.length));
    if (!pid || isAlive(pid)) continue;

    const folder = join(tmpdir(), name);
    stopServerIn(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function stopServerIn(folder: string): void {
  try {
    const [pid] = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT'); // at once: its data is thrown away
  } catch {
    // it had stopped
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
