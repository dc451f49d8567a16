import { uploadRemoved } from '#core/imports/upload-removed.ts';
import { uploadToRemove } from '#core/store/uploads.ts';
import type { Herald } from './context.ts';

/** Takes a file away from where others can read it, after it was fetched. */
export const removeUpload: Herald<'remove-upload'> = async (wanted, { db, platforms }) => {
  const standing = await uploadToRemove(db, wanted);
  const platform = standing && platforms.get(standing.platform);
  if (!platform) return;
  const isGone = await platform.discard(standing.workspaceId, standing.upload);
  await uploadRemoved({ db }, wanted, isGone ? 'gone' : 'stays');
};
