import { Fault } from '#core/fault.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { uploadToFetch } from '#core/store/imports.ts';
import { readSettings } from '#core/store/settings.ts';
import type { Herald } from './context.ts';

/** Brings an uploaded file from its platform into the house. Only the bot holds the platforms' tokens. */
export const fetchUpload: Herald<'fetch-upload'> = async (wanted, { db, secrets, platforms, log }) => {
  const awaited = await uploadToFetch(db, wanted);
  const platform = awaited && platforms.get(awaited.platform);
  if (!platform) return;

  const limit = (await readSettings(db, wanted.companyId))['import.max-bytes'];
  const file = await platform.fetch(awaited.workspaceId, awaited.upload, limit).catch(unreadable);
  await keepUpload({ db, secrets }, wanted, file instanceof Uint8Array ? file : { rejection: file });

  function unreadable(error: unknown): Rejection {
    if (!(error instanceof Fault) || error.retry !== 'never') throw error;
    log.warn({ error }, 'a file cannot be fetched');
    return { code: 'FILE_NOT_READABLE' };
  }
};
