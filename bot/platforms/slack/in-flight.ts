import type { AnyMiddlewareArgs, App, Middleware } from '@slack/bolt';

export type InFlight = { idle(): Promise<void> };

/** Counts what Slack was told is received and is not answered yet, so that a stop can wait for it. */
export function countInFlight(app: App): InFlight {
  const running = new Set<Promise<void>>();
  const count: Middleware<AnyMiddlewareArgs> = async ({ next }) => {
    const work = next();
    running.add(work);
    await work.finally(() => running.delete(work));
  };
  app.use(count);
  return {
    async idle() {
      await Promise.allSettled(running);
    },
  };
}
