import type { Log } from './log.ts';

export type Step = { name: string; run(): Promise<unknown> };

// Docker and systemd wait longer or are told so; Kubernetes kills after 30 s (terminationGracePeriodSeconds).
const PATIENCE_MS = 25_000;

/** On SIGTERM or Ctrl-C runs the steps in order, once, and ends the process. A second Ctrl-C ends it at once. */
export function onShutdown(log: Log, steps: Step[]): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping && signal === 'SIGINT') process.exit(1);
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    void runSteps(log, steps).then((clean) => process.exit(clean ? 0 : 1));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
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
