import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase } from '#test/harness/database.ts';
import type { SinkOptions } from '#test/harness/sink.ts';
import { forkSink, type SinkProcess } from '#test/harness/sink-process.ts';
import { type Fate, startVictim, type Victim } from './victim.ts';
import { openWatch, type Watch } from './watch.ts';

/** Where processes die: a database, a mail server in a process of its own that writes down what it took, and a watch over both. */
export type Ground = {
  db: Db;
  databaseUrl: string;
  sink: SinkProcess;
  watch: Watch;
  /** What every process is started with. */
  settings: Record<string, string>;
  /** One more process that does the work. */
  start(fate?: Fate & { settings?: Record<string, string> }): Victim;
};

export type GroundOptions = {
  sink?: Omit<SinkOptions, 'record' | 'struck'>;
  /** Another server's than that of this test run. */
  databaseUrl?: string;
  settings?: Record<string, string>;
};

/** It is cleared away when the test is over. */
export async function openGround({
  sink: sinkOptions,
  databaseUrl,
  settings: more,
}: GroundOptions = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-'));
  const database = databaseUrl ? undefined : await makeDatabase();
  const url = databaseUrl ?? database?.url ?? '';
  const db = openPrisma(url, { poolSize: 10 });
  const sink = await forkSink(join(folder, 'letters'), sinkOptions);
  const watch = await openWatch(url);
  const victims: Victim[] = [];
  const settings = {
    ROLE: 'jobs',
    DATABASE_URL: url,
    DATA_DIR: folder,
    SECRET_KEY: Buffer.alloc(32, 9).toString('base64'),
    SMTP_URL: sink.url,
    PUBLIC_URL: 'https://muster.example.com',
    ...more,
  };

  onTestFinished(async () => {
    await Promise.all(victims.map((victim) => victim.kill()));
    await watch.close();
    await sink.stop();
    await db.$disconnect();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  return {
    ...{ db, databaseUrl: url, sink, watch, settings },
    start({ settings: own, ...fate } = {}) {
      const victim = startVictim({ ...settings, ...own }, fate);
      victims.push(victim);
      return victim;
    },
  };
}
