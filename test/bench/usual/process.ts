import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openUsualDesign, type Where } from './design.ts';

const Done = z.object({ saveSeconds: z.number(), saveCpuMs: z.number(), seconds: z.number(), sendCpuMs: z.number() });
/** What it took to read, check and save a list, and then to send it. */
export type Done = z.infer<typeof Done>;

export type UsualProcess = {
  /** Reads, checks, saves and sends a list. */
  run(csv: Buffer): Promise<Done>;
  stop(): Promise<void>;
};

/** The usual design in a process of its own. */
export async function startUsual(where: Where): Promise<UsualProcess> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(where)], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  await once(child, 'message');
  return {
    async run(csv) {
      child.send(csv);
      const [done] = await once(child, 'message');
      return Done.parse(done);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { run } = await openUsualDesign(JSON.parse(process.argv[2] ?? ''));
  process.on('message', async (csv: Uint8Array) => process.send?.(await run(Buffer.from(csv))));
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
}
