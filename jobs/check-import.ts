import { checkUpload } from '#core/imports/check-import.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from './context.ts';

export async function checkImport(
  upload: Work['check-import'],
  { db, secrets }: Pick<JobContext, 'db' | 'secrets'>,
): Promise<void> {
  await checkUpload({ db, unseal: secrets.unseal }, upload);
}
