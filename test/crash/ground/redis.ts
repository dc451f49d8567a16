import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '#test/harness/free-port.ts';
import { startRedis, type TestRedis } from '#test/harness/redis.ts';

/** A Redis that dies and comes back at the same address: with all that it knew where it keeps a log, else with nothing. */
export type MortalRedis = { url: string; kill(): Promise<void>; comeBack(): Promise<void> };

export async function aRedis({ keepsLog }: { keepsLog: boolean }): Promise<MortalRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-redis-'));
  const settings = {
    port: String(await freePort()),
    dir: folder,
    appendonly: keepsLog ? 'yes' : 'no',
    appendfsync: 'everysec',
  };
  let running: TestRedis | undefined = await startRedis(settings);
  const { url } = running;

  async function kill(): Promise<void> {
    await running?.stop();
    running = undefined;
  }

  onTestFinished(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url,
    kill,
    async comeBack() {
      running ??= await startRedis(settings);
    },
  };
}
