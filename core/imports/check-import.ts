import { reach } from '../process/crash-point.ts';
import type { Secrets } from '../secrets.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { addRows, countRows, expectManyRows } from '../store/import-rows.ts';
import { readyForDecision, rejectImport, type SealedFile, takeFile } from '../store/imports.ts';
import { judgeRows } from '../store/judge-rows.ts';
import { readSettings } from '../store/settings.ts';
import type { FileRules } from './check-file/check-file.ts';
import { checkInWorker } from './check-file/check-in-worker.ts';
import type { ImportRef } from './import-ref.ts';
import type { Rejection } from './rejection.ts';
import { sealedFileOf } from './sealed-file.ts';

type CheckNeeds = Needs & Pick<Secrets, 'unseal'>;

/**
 * Reads the file and gives each row its verdict, all in one commit: after a crash it begins anew with nothing to clear.
 * Waits for whoever is at it, and does nothing when the import is checked by then.
 */
export async function checkUpload({ db, unseal }: CheckNeeds, upload: ImportRef): Promise<void> {
  await reach('import:before');
  await transaction(db, async (tx) => {
    const file = await takeFile(tx, upload);
    if (!file) return;

    const bytes = opened(unseal, file, upload);
    const read = bytes ? await keepRows(tx, upload, bytes) : ({ code: 'FILE_NOT_READABLE' } as const);
    if ('code' in read) await reject(tx, upload, read);
    else await judge(tx, upload, read.ignored);
  });
  await reach('import:after');
}

/** Sealed under a SECRET_KEY that is not known any more, no try after this one can open it. */
function opened(
  unseal: Secrets['unseal'],
  { sealed, keyId }: SealedFile,
  upload: ImportRef,
): Uint8Array<ArrayBuffer> | undefined {
  try {
    return unseal(sealed, sealedFileOf(upload), keyId ?? undefined);
  } catch {
    return undefined;
  }
}

async function keepRows(
  tx: Tx,
  upload: ImportRef,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Rejection | { ignored: string[] }> {
  let ignored: string[] = [];
  for await (const part of checkInWorker(bytes, await rulesOf(tx, upload.companyId))) {
    if (part.kind === 'rejected') return part.rejection;
    if (part.kind === 'header') ignored = part.ignored;
    else await addRows(tx, upload, part.batch);
  }
  return { ignored };
}

async function rulesOf(tx: Tx, companyId: string): Promise<FileRules> {
  const settings = await readSettings(tx, companyId);
  const country = settings['company.country'];
  return {
    maxRows: settings['import.max-rows'],
    maxColumns: settings['import.max-columns'],
    ...(country && { country }),
  };
}

async function judge(tx: Tx, upload: ImportRef, ignored: string[]): Promise<void> {
  await expectManyRows(tx);
  await judgeRows(tx, upload);
  const counts = await countRows(tx, upload);
  const fileHash = await readyForDecision(tx, upload, ignored);
  await audit(tx, upload, 'import-checked', { subject: 'import', id: upload.importId }, { ...counts, fileHash });
}

async function reject(tx: Tx, upload: ImportRef, rejection: Rejection): Promise<void> {
  await rejectImport(tx, upload, 'checking', rejection);
  await audit(tx, upload, 'import-rejected', { subject: 'import', id: upload.importId }, { code: rejection.code });
}
