import { awaitedUpload, keepUpload } from '#core/imports/keep-upload.ts';
import type { Herald } from './context.ts';

/** Brings an uploaded file from its platform into the house. Only the bot holds the platforms' tokens. */
export const fetchUpload: Herald<'fetch-upload'> = async ({ companyId, importId }, { db, secrets, platforms }) => {
  const awaited = await awaitedUpload(db, companyId, importId);
  const platform = awaited && platforms.get(awaited.platform);
  if (!platform) return;

  await keepUpload({ db, secrets }, { companyId, importId }, await platform.fetch(awaited.upload, awaited.limit));
};
