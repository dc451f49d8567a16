import { parentPort, workerData } from 'node:worker_threads';
import { checkFile, type FileRules } from './check-file.ts';

type Order = { bytes: Uint8Array; rules: FileRules };

/** Hands over one part for each message that asks for it, `undefined` after the last. */
async function serve({ bytes, rules }: Order): Promise<void> {
  const parts = checkFile(bytes, rules);
  parentPort?.on('message', async () => {
    const { done, value } = await parts.next();
    parentPort?.postMessage(value);
    if (done) parentPort?.close();
  });
}

await serve(workerData);
