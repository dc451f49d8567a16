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
  const end = endOf(worker);
  let left = patienceMs;
  for (;;) {
    const asked = performance.now();
    const part = await nextPart(worker, left, end);
    left -= performance.now() - asked;

    if (part === undefined) return;
    yield part;
    if (part.kind === 'rejected') return;
  }
}

/** A file that needs too much memory is the file's fault. Whatever else ends a thread is not, so it is worth another try. */
function endOf(worker: Worker): Promise<[CheckedPart]> {
  const end = new Promise<[CheckedPart]>((resolve, reject) => {
    worker.once('error', (error) => (ranOutOfMemory(error) ? resolve([unreadable]) : reject(error)));
    worker.once('exit', () => reject(new Error('The thread that read the file has ended')));
  });
  // Every thread ends, most of them when nobody asks any more.
  end.catch(() => {});
  return end;
}

async function nextPart(
  worker: Worker,
  patienceMs: number,
  end: Promise<[CheckedPart]>,
): Promise<CheckedPart | undefined> {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  try {
    const answer = once(worker, 'message', { signal });
    worker.postMessage('next');
    const tooLong = setTimeout(Math.max(0, patienceMs), [unreadable], { signal });
    const [part] = await Promise.race([end, answer, tooLong]);
    return part;
  } finally {
    giveUp.abort();
  }
}

function ranOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
