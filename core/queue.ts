import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  DelayedError,
  type IQueueBackend,
  type Job,
  Queue,
  UnrecoverableError,
} from 'bullmq';
import { Fault } from './fault.ts';
import type { Log } from './process/log.ts';
import type { QueueConfig } from './queue/config.ts';
import { openQueueConnection, postgresOptions, type QueueConnection, redisOptions } from './queue/connection.ts';

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
  /** For `new Worker(name, processor, { ...queues.workerOptions(), concurrency }, createBackend)`. */
  workerOptions(): WorkerOptions;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  /** Close the workers before and the database after. */
  close(): Promise<void>;
};

export type WorkerOptions = {
  connection: QueueConnection;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
};

// Rings that a process had in hand when it died are heard again within the two together. Until then, what counts as the same waits.
const ALIVE = { lockDuration: 10_000, stalledInterval: 5_000 };

/** The one difference between the stores: everything else is the same on both. */
export const createBackend: BackendFactory<IQueueBackend, QueueConnection> = (name, options, extra) => {
  const { store, url } = options.connection;
  const waits = extra?.withBlockingConnection === true;
  return store === 'redis'
    ? createRedisBackend(name, { ...options, connection: redisOptions(url, waits) }, extra)
    : createPostgresBackend(name, { ...options, connection: postgresOptions(url, waits) }, extra);
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
    workerOptions: () => ({ connection, ...ALIVE, maxStalledCount: 1_000 }),
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

/** For a worker whose delivery failed: says our Fault in BullMQ's words. Whatever else went wrong is tried again as usual. */
export async function handBack(error: unknown, delivery: Job, token: string | undefined): Promise<never> {
  if (!(error instanceof Fault) || error.retry === 'later') throw error;
  if (error.retry === 'never') throw new UnrecoverableError(error.message);
  await delivery.moveToDelayed(Date.now() + error.retry.afterMs, token);
  throw new DelayedError();
}
