import { Fault } from '#core/fault.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { fileAddress } from '../hosts.ts';

const PATIENCE_MS = 30_000;

type Wanted = { limit: number; local: boolean };

/** The bytes of a file in somebody's OneDrive: without our token, never along a redirect, never more than the limit. */
export async function download(address: string, { limit, local }: Wanted): Promise<Uint8Array | Rejection> {
  const url = fileAddress(address, { local });
  if (!url) return { code: 'FILE_GONE' };
  const response = await fetch(url, {
    headers: { 'accept-encoding': 'identity' },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause) => {
    throw new Fault('OneDrive did not hand over the file', { retry: 'later', cause });
  });
  const { status, body } = response;
  if (status !== 200 || !body) {
    await body?.cancel();
    if (status === 429 || status >= 500) throw new Fault(`OneDrive answered ${status}`, { retry: 'later' });
    return { code: 'FILE_GONE' };
  }
  return (await readUpTo(body, limit)) ?? { code: 'FILE_TOO_LARGE', limit };
}

async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
