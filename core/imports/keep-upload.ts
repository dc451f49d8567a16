import { createHash } from 'node:crypto';
import type { Secrets } from '../secrets.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { keepFile, rejectImport } from '../store/imports.ts';
import { later, tell } from '../store/outbox.ts';
import { readSettings } from '../store/settings.ts';
import { uploadToRemove } from '../store/uploads.ts';
import type { ImportRef } from './import-ref.ts';
import type { Rejection } from './rejection.ts';
import { sealedFileOf } from './sealed-file.ts';

type Sealing = Pick<Secrets, 'seal' | 'keyId'>;
type KeepNeeds = Needs & { secrets: Sealing };

/** The file has come, or will never come. Whoever says so second changes nothing. */
export async function keepUpload(
  { db, secrets }: KeepNeeds,
  upload: ImportRef,
  file: Uint8Array | { rejection: Rejection },
): Promise<void> {
  await transaction(db, (tx) => keepUploadIn(tx, secrets, upload, file));
}

/** The same inside a transaction. */
export async function keepUploadIn(
  tx: Tx,
  secrets: Sealing,
  upload: ImportRef,
  file: Uint8Array | { rejection: Rejection },
): Promise<void> {
  const rejection = file instanceof Uint8Array ? await tooLarge(tx, upload, file) : file.rejection;
  if (rejection) await reject(tx, upload, rejection);
  else if (file instanceof Uint8Array) await keep(tx, secrets, upload, file);
}

async function tooLarge(tx: Tx, { companyId }: ImportRef, { length }: Uint8Array): Promise<Rejection | undefined> {
  const limit = (await readSettings(tx, companyId))['import.max-bytes'];
  return length > limit ? { code: 'FILE_TOO_LARGE', limit } : undefined;
}

async function reject(tx: Tx, upload: ImportRef, rejection: Rejection): Promise<void> {
  if (!(await rejectImport(tx, upload, 'receiving', rejection))) return;
  await audit(tx, upload, 'import-rejected', { subject: 'import', id: upload.importId }, { code: rejection.code });
}

async function keep(tx: Tx, { seal, keyId }: Sealing, upload: ImportRef, bytes: Uint8Array): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sealed: seal(bytes, sealedFileOf(upload)), keyId, size: bytes.length, sha256 };
  if (!(await keepFile(tx, upload, file))) return;
  await later(tx, 'check-import', { companyId: upload.companyId, importId: upload.importId });
  // Nobody needs it any more where others can read it.
  if (await uploadToRemove(tx, upload)) await tell(tx, 'remove-upload', upload);
}
