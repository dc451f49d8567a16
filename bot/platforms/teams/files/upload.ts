import { Fault } from '#core/fault.ts';
import { fileAddress } from '../hosts.ts';

const PATIENCE_MS = 60_000;

/** Puts a file where its receiver has agreed to have it. False where that is nowhere that we would put anything, or it was not taken. */
export async function upload(address: string, content: Uint8Array, { local }: { local: boolean }): Promise<boolean> {
  const url = fileAddress(address, { local });
  if (!url || content.byteLength === 0) return false;
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${content.byteLength - 1}/${content.byteLength}`,
    },
    body: Buffer.from(content),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause) => {
    throw new Fault('OneDrive did not take the file', { retry: 'never', cause });
  });
  await response.body?.cancel();
  return response.ok;
}
