import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Fault } from '#core/fault.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { said, toFault } from './fault.ts';

/** How the adapter remembers a file: by its id, never by an address that somebody sent. */
export const Upload = z.object({ fileId: z.string().min(1) });

const File = z.object({
  mode: z.string().optional(),
  is_external: z.boolean().default(false),
  size: z.int().nonnegative().optional(),
  url_private_download: z.string().optional(),
});
type File = z.infer<typeof File>;

const PATIENCE_MS = 30_000;

export type Files = {
  fetch(upload: unknown, limit: number): Promise<Uint8Array | Rejection>;
  /** True once the file is there no more. Slack lets an app delete what it has uploaded itself, and rarely more. */
  discard(upload: unknown): Promise<boolean>;
};

type Home = { apiUrl: string; token: () => Promise<string> };

/** Fetches uploads: always by files.info, only from Slack's own file host, never along a redirect. */
export function makeFiles(client: WebClient, { apiUrl, token }: Home): Files {
  return {
    async fetch(upload, limit) {
      const file = await info(client, Upload.parse(upload).fileId);
      if (!file || file.is_external || (file.mode ?? 'hosted') !== 'hosted') return { code: 'FILE_GONE' };
      if ((file.size ?? 0) > limit) return { code: 'FILE_TOO_LARGE', limit };

      const url = ownAddress(file.url_private_download, apiUrl);
      return url ? download(url, await token(), { limit, size: file.size }) : { code: 'FILE_GONE' };
    },

    async discard(upload) {
      try {
        await client.files.delete({ file: Upload.parse(upload).fileId });
        return true;
      } catch (error) {
        if (gone.some((code) => said(error, code))) return true;
        const fault = toFault(error);
        // Not ours to delete, or a scope that is missing: asking again does not help.
        if (fault instanceof Fault && fault.retry === 'never') return false;
        throw fault;
      }
    },
  };
}

// https://docs.slack.dev/reference/methods/files.delete#errors
const gone = ['file_not_found', 'file_deleted'];

/** Slack works on an upload for a moment: right after the event it may not know the address yet. */
async function info(client: WebClient, fileId: string): Promise<File | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { file } = z.object({ file: File }).parse(await client.files.info({ file: fileId }));
      if (file.url_private_download !== undefined || attempt === 3) return file;
    } catch (error) {
      if (said(error, 'file_not_found') || said(error, 'file_deleted')) return undefined;
      throw toFault(error);
    }
    await wait(500 * attempt);
  }
}

/** The token goes to files.slack.com and nowhere else; where another API base is set, to that host and nowhere else. */
function ownAddress(address: string | undefined, apiUrl: string): URL | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const api = new URL(apiUrl);
  const home = api.hostname === 'slack.com' ? new URL('https://files.slack.com') : api;
  const own = url.protocol === home.protocol && url.host === home.host && url.username === '' && url.password === '';
  return own ? url : undefined;
}

type Expected = { limit: number; size: number | undefined };

async function download(url: URL, token: string, { limit, size }: Expected): Promise<Uint8Array | Rejection> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause) => {
    throw new Fault('Slack did not hand over the file', { retry: 'later', cause });
  });
  if (response.status !== 200 || !response.body) return unavailable(response);

  const bytes = await readUpTo(response.body, limit);
  if (!bytes) return { code: 'FILE_TOO_LARGE', limit };
  // Without the right token Slack answers 200 and its login page, whose size is not that of the file.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage && bytes.byteLength !== size) return { code: 'FILE_NOT_READABLE' };
  return bytes;
}

/** What is not read would keep its connection. */
async function unavailable({ status, body }: Response): Promise<Rejection> {
  await body?.cancel();
  if (status === 429 || status >= 500) throw new Fault(`Slack answered ${status} for the file`, { retry: 'later' });
  return { code: 'FILE_GONE' };
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
