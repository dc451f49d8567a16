import { Worker } from 'node:worker_threads';

const HEAP_MB = 192;

let spare: Worker | undefined;
let wanted = false;

/** A thread takes about a second to start, so one is kept ready for the next file. */
export function keepThreadReady(): void {
  wanted = true;
  if (spare) return;
  const ready = startThread();
  // It waits for work, and nobody waits for it.
  ready.unref();
  // Whatever ends it while it waits: it is not handed to anybody.
  ready.once('exit', () => {
    if (spare === ready) spare = undefined;
  });
  spare = ready;
}

/** The thread that is ready, or a new one. A file is somebody else's: it may cost a thread and its memory, never the process. */
export function takeThread(heapMb = HEAP_MB): Worker {
  const ready = heapMb === HEAP_MB ? spare : undefined;
  if (!ready) return startThread(heapMb);
  spare = undefined;
  ready.ref();
  // Not earlier: the next one would take its processor away.
  ready.once('exit', () => {
    if (wanted) keepThreadReady();
  });
  return ready;
}

/** Lets the ready thread go. */
export async function letThreadGo(): Promise<void> {
  wanted = false;
  await spare?.terminate();
  spare = undefined;
}

function startThread(heapMb = HEAP_MB): Worker {
  const thread = new Worker(new URL('worker-start.js', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  // Who asks next finds out; without anybody listening it would end our process.
  thread.on('error', () => {});
  return thread;
}
