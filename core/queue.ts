import { type IQueueBackend, Queue } from 'bullmq';
import type { Log } from './process/log.ts';
import { createBackend } from './queue/backend.ts';
import type { QueueConfig } from './queue/config.ts';
import { openQueueConnection, type QueueConnection } from './queue/connection.ts';
import { type Hearing, type Listening, listen } from './queue/listen.ts';

/** `work` is quick. `lists` are few at a time, and `mails` take as long as the server does: neither waits for the other. */
export type QueueName = 'work' | 'lists' | 'mails' | 'news';

/** `key` says what counts as the same request. */
export type Ring = { name: string; data: object; key: string; attempts: number; delayMs?: number };

export type Queues = {
  /**
   * Rings once more, unless the same key waits already. While it is being worked on it is remembered and rings afterwards,
   * so whoever rings after a change can be sure that somebody looks after that change. Rejects within seconds when nobody hears.
   */
  add(queue: QueueName, ring: Ring): Promise<void>;
  /** Hears what is rung for, from the moment on that the store is reached. Rejects when that does not come to pass within half a minute. */
  listen(queue: QueueName, hearing: Hearing): Promise<Listening>;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  /** Close the workers before and the database after. */
  close(): Promise<void>;
};

export async function openQueues(config: QueueConfig, databaseUrl: string, log: Log): Promise<Queues> {
  const connection = await openQueueConnection(config, databaseUrl);
  const queues: Record<QueueName, ReturnType<typeof openQueue>> = {
    work: openQueue('work', connection),
    lists: openQueue('lists', connection),
    mails: openQueue('mails', connection),
    news: openQueue('news', connection),
  };
  const all = Object.values(queues);
  let closing = false;
  for (const queue of all) {
    queue.on('error', (error) => {
      if (!closing) log.warn({ error, queue: queue.name }, 'the queue has lost its store');
    });
  }
  await Promise.all(all.map((queue) => queue.waitUntilReady()));

  return {
    async add(queue, ring) {
      await queues[queue].add(ring.name, ring.data, jobOptions(ring));
    },
    listen: (queue, hearing) => listen(connection, queue, hearing),
    async ping() {
      await Promise.all(all.map((queue) => queue.getJobCounts('wait')));
    },
    async close() {
      closing = true;
      await Promise.allSettled(all.map((queue) => queue.close()));
    },
  };
}

const openQueue = (name: QueueName, connection: QueueConnection) =>
  new Queue<object, void, string, object, void, string, IQueueBackend, QueueConnection>(
    name,
    { connection },
    createBackend,
  );

function jobOptions({ key, attempts, delayMs }: Ring) {
  return {
    attempts,
    ...(delayMs !== undefined && { delay: delayMs }),
    backoff: { type: 'exponential', delay: 1_000 },
    // A job id would swallow the ring that comes while the job is active, and for as long as a failed job is kept.
    deduplication: { id: key, keepLastIfActive: true },
    removeOnComplete: true,
    removeOnFail: true,
  };
}

export type { Delivery, Listening } from './queue/listen.ts';
