import { keepThreadReady, letThreadGo } from '#core/imports/check-file/threads.ts';
import type { Queues } from '#core/queue.ts';
import type { JobContext } from './context.ts';
import { startSweep } from './sweep.ts';
import { startWorker } from './worker.ts';

export type JobsNeeds = Omit<JobContext, 'stopping'> & { queues: Queues };
export type RunningJobs = {
  /** Rejects when jobs could not be done now. */
  ready(): Promise<void>;
  /** What is being done comes to a good place first: no mail is cut off. */
  stop(): Promise<void>;
};

/** The part of Muster that does the slow work. */
export async function startJobs({ queues, ...needs }: JobsNeeds): Promise<RunningJobs> {
  const stopping = new AbortController();
  const worker = await startWorker(queues, { ...needs, stopping: stopping.signal });
  const sweep = startSweep(needs);
  keepThreadReady();

  return {
    ready: () => queues.ping(),
    async stop() {
      stopping.abort();
      await sweep.stop();
      await worker.stop();
      await letThreadGo();
    },
  };
}
