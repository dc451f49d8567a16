import { Fault } from '#core/fault.ts';
import { reference } from '#core/process/log.ts';
import type { Delivery, Listening, QueueName, Queues } from '#core/queue.ts';
import { type Work, work } from '#core/work.ts';
import type { JobContext } from './context.ts';
import { type Jobs, jobs } from './index.ts';

/**
 * How many jobs of a queue one process does at once. A list is read by a thread of up to 192 MB, in a transaction of its
 * own; a run takes as long as its mail server, so there is room for many companies.
 */
const rooms: [Exclude<QueueName, 'news'>, number][] = [
  ['work', 8],
  ['lists', 3],
  ['mails', 32],
];

/** Does what the queues ask for. Whatever goes wrong is logged once, under a reference that people can quote. */
export async function startWorker(
  queues: Pick<Queues, 'listen'>,
  context: JobContext,
  todo: Jobs = jobs,
): Promise<Listening> {
  const { log } = context;
  const listening = await Promise.all(
    rooms.map(([queue, room]) =>
      queues.listen(queue, {
        ...{ room, hear: perform },
        lost: (error) => log.debug({ error, queue }, 'the worker has lost its queue for a moment'),
      }),
    ),
  );
  return {
    async stop() {
      await Promise.all(listening.map((one) => one.stop()));
    },
  };

  async function perform({ name, data, attempt }: Delivery): Promise<void> {
    try {
      if (!isWork(name)) throw new Fault(`There is no job called ${name}`, { retry: 'never' });
      await run(name, data);
    } catch (error) {
      log.error({ error, job: name, attempt, reference: reference() }, 'a job failed');
      throw error;
    }
  }

  async function run<K extends keyof Work>(name: K, data: unknown): Promise<void> {
    await todo[name](work[name].data.parse(data) as Work[K], context);
  }
}

const isWork = (name: string): name is keyof Work => Object.hasOwn(work, name);
