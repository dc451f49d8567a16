import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, transaction } from '../store/db.ts';
import { settleUpload, type UploadFate } from '../store/uploads.ts';
import type { ImportRef } from './import-ref.ts';

/** The file was taken away where others could read it, or we may not do that: its card says so. */
export async function uploadRemoved({ db }: Needs, list: ImportRef, fate: Exclude<UploadFate, 'going'>): Promise<void> {
  await transaction(db, async (tx) => {
    const { companyId, importId } = list;
    if (!(await settleUpload(tx, list, fate))) return;
    await audit(tx, { companyId }, 'upload-removed', { subject: 'import', id: importId }, { isGone: fate === 'gone' });
    await cardsOutOfDate(tx, { companyId, subjectId: importId });
  });
}
