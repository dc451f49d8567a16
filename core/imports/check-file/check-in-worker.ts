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
  let coming = nextPart(worker);
  for (;;) {
    const { part, took } = await within(left, coming, end);
    left -= took;

    if (part === undefined) return;
    // The thread goes on while the caller does something with this one.
    if (part.kind !== 'rejected') coming = nextPart(worker);
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

type Coming = { asked: number; answer: Promise<Part> };
/** `took`: milliseconds of the thread's work. */
type Part = { part: CheckedPart | undefined; took: number };

function nextPart(worker: Worker): Coming {
  const asked = performance.now();
  const answer = new Promise<Part>((resolve) =>
    worker.once('message', (part: CheckedPart | undefined) => resolve({ part, took: performance.now() - asked })),
  );
  worker.postMessage('next');
  return { asked, answer };
}

async function within(patienceMs: number, { asked, answer }: Coming, end: Promise<[CheckedPart]>): Promise<Part> {
  const giveUp = new AbortController();
  const tooLong = setTimeout(Math.max(0, asked + patienceMs - performance.now()), unreadable, {
    signal: giveUp.signal,
  });
  try {
    return await Promise.race([
      answer,
      Promise.race([end.then(([part]) => part), tooLong]).then((part) => ({ part, took: 0 })),
    ]);
  } finally {
    giveUp.abort();
  }
}

function ranOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
