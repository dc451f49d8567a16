import { setTimeout as pause } from 'node:timers/promises';
import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import { Fault } from '../fault.ts';
import { createBackend } from './backend.ts';
import type { QueueConnection } from './connection.ts';

/** What was rung for. `attempt` counts from 1. */
export type Delivery = { name: string; data: unknown; attempt: number };

/** `room`: so many at once. `lost`: the store is out of reach for a moment. */
export type Hearing = { hear: (delivery: Delivery) => Promise<void>; room: number; lost: (error: Error) => void };

/** Ends once what was begun is done. */
export type Listening = { stop(): Promise<void> };

// Rings that a process had in hand when it died are heard again within the two together. Until then, what counts as the same waits.
export const ALIVE = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000 };

const TRIES = 5;
const BETWEEN_MS = 1_000;

/**
 * Hears what is rung for in a queue, from the moment on that its store is reached. A worker of BullMQ remembers for ever that it
 * could not reach PostgreSQL at first, and then asks again and again without a pause: so none begins before it is ready, and one
 * that never gets ready is replaced.
 */
export async function listen(
  connection: QueueConnection,
  queue: string,
  { hear, room, lost }: Hearing,
): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    const worker = new Worker(
      queue,
      (job, token) => hear(deliveryOf(job)).catch((error: unknown) => handBack(error, job, token)),
      { connection, ...ALIVE, concurrency: room, autorun: false },
      createBackend,
    );
    worker.on('error', lost);
    try {
      await worker.waitUntilReady();
      worker.run().catch(lost);
      return { stop: () => worker.close() };
    } catch (error) {
      await worker.close().catch(() => {});
      if (attempt === TRIES) throw error;
      await pause(BETWEEN_MS);
    }
  }
}

const deliveryOf = ({ name, data, attemptsMade }: Job): Delivery => ({ name, data, attempt: attemptsMade + 1 });

/** Says our Fault in BullMQ's words. Whatever else went wrong is tried again as usual. */
async function handBack(error: unknown, job: Job, token: string | undefined): Promise<never> {
  if (!(error instanceof Fault) || error.retry === 'later') throw error;
  if (error.retry === 'never') throw new UnrecoverableError(error.message);
  await job.moveToDelayed(Date.now() + error.retry.afterMs, token);
  throw new DelayedError();
}
