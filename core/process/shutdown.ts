import type { Log } from './log.ts';

export type Step = { name: string; run(): Promise<unknown> };

// Docker and systemd wait longer or are told so; Kubernetes kills after 30 s (terminationGracePeriodSeconds).
const PATIENCE_MS = 25_000;

/**
 * On SIGTERM or Ctrl-C runs the steps in order, once, and ends the process. A second Ctrl-C ends it at once.
 * Steps may be added while the process starts. `stop` does the same when the start has failed.
 */
export function onShutdown(log: Log, steps: Step[]): { stop(code: number): Promise<never> } {
  let stopping = false;
  const stop = async (code: number): Promise<never> => {
    stopping = true;
    const clean = await runSteps(log, steps);
    return process.exit(clean ? code : 1);
  };
  const hear = (signal: NodeJS.Signals) => {
    if (stopping && signal === 'SIGINT') process.exit(1);
    if (stopping) return;
    log.info({ signal }, 'stopping');
    void stop(0);
  };
  process.on('SIGTERM', hear);
  process.on('SIGINT', hear);
  return { stop };
}

async function runSteps(log: Log, steps: Step[]): Promise<boolean> {
  let current = 'nothing';
  const late = new Promise<false>((resolve) => {
    setTimeout(() => {
      log.error({ step: current }, 'stopping took too long');
      resolve(false);
    }, PATIENCE_MS).unref();
  });
  const done = (async () => {
    for (const { name, run } of steps) {
      current = name;
      // One step that fails must not keep the next from closing what it holds.
      await run().catch((error: unknown) => log.error({ error, step: name }, 'a step of stopping failed'));
    }
    return true;
  })();
  return Promise.race([done, late]);
}
