import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { CheckedPart, FileRules } from './check-file.ts';
import { takeThread } from './threads.ts';
import type { Order } from './worker.ts';

const PATIENCE_MS = 30_000;

const unreadable: CheckedPart = { kind: 'rejected', rejection: { code: 'FILE_NOT_READABLE' } };

type Limits = { patienceMs?: number; heapMb?: number };

/**
 * `checkFile` in a thread of its own. A file that takes it more than 30 s of work, or too much memory, is rejected.
 * Takes `bytes` away from the caller.
 */
export async function* checkInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  rules: FileRules,
  { patienceMs = PATIENCE_MS, heapMb }: Limits = {},
): AsyncGenerator<CheckedPart> {
  const worker = takeThread(heapMb);
  const order: Order = { bytes, rules };
  worker.postMessage(order, [bytes.buffer]);
  try {
    yield* ask(worker, patienceMs);
  } finally {
    await worker.terminate();
  }
}

async function* ask(worker: Worker, patienceMs: number): AsyncGenerator<CheckedPart> {
  let left = patienceMs;
  for (;;) {
    const asked = performance.now();
    const part = await nextPart(worker, left);
    left -= performance.now() - asked;

    if (part === undefined) return;
    yield part;
    if (part.kind === 'rejected') return;
  }
}

async function nextPart(worker: Worker, patienceMs: number): Promise<CheckedPart | undefined> {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  try {
    const answer = once(worker, 'message', { signal });
    worker.postMessage('next');
    const tooLong = setTimeout(Math.max(0, patienceMs), [unreadable], { signal });
    const [part] = await Promise.race([answer, tooLong]);
    return part;
  } catch (error) {
    if (!ranOutOfMemory(error)) throw error;
    return unreadable;
  } finally {
    giveUp.abort();
  }
}

function ranOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
