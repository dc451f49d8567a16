import type { Db } from '../store/db.ts';
import { ringStandingUploads, uploadsToGiveUp } from '../store/uploads.ts';
import { uploadRemoved } from './upload-removed.ts';

/** Files that are to be taken away where others can read them are tried again and again, for a day; then their cards say that they stay. */
export async function seeToUploads(db: Db): Promise<void> {
  for (const list of await uploadsToGiveUp(db)) await uploadRemoved({ db }, list, 'stays');
  await ringStandingUploads(db);
}
