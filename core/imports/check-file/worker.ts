import { parentPort } from 'node:worker_threads';
import { type CheckedPart, checkFile, type FileRules } from './check-file.ts';

/** The first message a thread gets; every later one asks for the next part. */
export type Order = { bytes: Uint8Array; rules: FileRules };

let parts: AsyncGenerator<CheckedPart> | undefined;

/** Hands over one part for each message that asks for it, `undefined` after the last. */
parentPort?.on('message', async (message: Order | 'next') => {
  if (message !== 'next') {
    parts = checkFile(message.bytes, message.rules);
    return;
  }
  const next = await parts?.next();
  // Whoever asked ends the thread: ended from here, its last word could be lost.
  parentPort?.postMessage(next?.value);
});
