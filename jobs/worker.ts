import { type Job as Delivery, Worker } from 'bullmq';
import { Fault } from '#core/fault.ts';
import { type Log, reference } from '#core/process/log.ts';
import { createBackend, handBack, type QueueName, type Queues } from '#core/queue.ts';
import { type Work, work } from '#core/work.ts';
import type { JobContext } from './context.ts';
import { type Jobs, jobs } from './index.ts';

/**
 * How many jobs of a queue one process does at once. A list is read by a thread of up to 192 MB, in a transaction of its
 * own; a run takes as long as its mail server, so there is room for many companies.
 */
const ROOM: Record<Exclude<QueueName, 'news'>, number> = { work: 8, lists: 3, mails: 32 };

export type JobWorker = { stop(): Promise<void> };

/** Does what the queues ask for. Whatever goes wrong is logged once, under a reference that people can quote. */
export async function startWorker(
  queues: Pick<Queues, 'workerOptions'>,
  context: JobContext,
  todo: Jobs = jobs,
): Promise<JobWorker> {
  const workers = Object.entries(ROOM).map(([queue, concurrency]) => open(queue, concurrency));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };

  function open(queue: string, concurrency: number) {
    const worker = new Worker(
      queue,
      (delivery, token) => perform(delivery).catch((error: unknown) => fail(error, delivery, token, context.log)),
      { ...queues.workerOptions(), concurrency },
      createBackend,
    );
    worker.on('error', (error) => context.log.debug({ error, queue }, 'the worker has lost its queue for a moment'));
    return worker;
  }

  async function perform({ name, data }: Delivery): Promise<void> {
    if (!isWork(name)) throw new Fault(`There is no job called ${name}`, { retry: 'never' });
    await run(name, data);
  }

  async function run<K extends keyof Work>(name: K, data: unknown): Promise<void> {
    await todo[name](work[name].data.parse(data) as Work[K], context);
  }
}

const isWork = (name: string): name is keyof Work => Object.hasOwn(work, name);

/** Logs what went wrong, once, and leaves the rest to the queue. */
function fail(error: unknown, delivery: Delivery, token: string | undefined, log: Log): Promise<never> {
  const { name, attemptsMade } = delivery;
  log.error({ error, job: name, attempt: attemptsMade + 1, reference: reference() }, 'a job failed');
  return handBack(error, delivery, token);
}
