import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#core/database/embedded/start.ts';
import { migrate } from '#prisma/migrate.ts';
import { startProxy } from './proxy.ts';

/** A PostgreSQL of one's own that crashes and comes back at the same address. */
export type MortalPostgres = { url: string; crash(): Promise<void>; comeBack(): Promise<void> };

export async function aPostgres(): Promise<MortalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-postgres-'));
  // The machine itself does not lose its power here; what was committed is in its memory.
  const start = () => startEmbeddedPostgres(folder, { settings: { fsync: 'off' } });
  let running: EmbeddedPostgres = await start();
  const proxy = await startProxy(portOf(running));
  const url = proxy.through(running.url);
  await migrate(url);

  onTestFinished(async () => {
    await running.stop();
    await proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  return {
    url,
    /** As `pg_ctl stop -m immediate`: nothing is said, nothing is written; the next start recovers from the log. */
    async crash() {
      const [pid] = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      await gone(Number(pid));
      proxy.cut();
    },
    async comeBack() {
      running = await start();
      proxy.leadTo(portOf(running));
    },
  };
}

const portOf = ({ url }: EmbeddedPostgres) => Number(new URL(url).port);

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
