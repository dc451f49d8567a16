import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CheckedPart, FileRules } from './check-file.ts';

// A file is somebody else's: it may cost a thread and its memory, never the process.
const PATIENCE_MS = 30_000;
const HEAP_MB = 192;

const unreadable: CheckedPart = { kind: 'rejected', rejection: { code: 'FILE_NOT_READABLE' } };

type Limits = { patienceMs?: number; heapMb?: number };

/**
 * `checkFile` in a thread of its own. A file that takes it more than 30 s of work, or too much memory, is rejected.
 * Takes `bytes` away from the caller.
 */
export async function* checkInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  rules: FileRules,
  { patienceMs = PATIENCE_MS, heapMb = HEAP_MB }: Limits = {},
): AsyncGenerator<CheckedPart> {
  const worker = new Worker(new URL('worker-start.js', import.meta.url), {
    execArgv: [],
    workerData: { bytes, rules },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  // Who asks next finds out; without anybody listening it would end our process.
  worker.on('error', () => {});
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
