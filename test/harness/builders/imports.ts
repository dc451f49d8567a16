import { applyImport } from '#core/imports/apply-import.ts';
import type { ImportReport } from '#core/imports/import-report.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import type { CardRef } from '#core/operator.ts';
import { importReport } from '#core/store/import-reports.ts';
import { checkImport } from '#jobs/check-import.ts';
import type { World } from '../world.ts';

type Choices = { fileName: string; sourceKey: string; addNumbers: boolean; sendLoginMail: boolean };

let files = 0;

/** The id of a fresh import whose file has not come yet. */
export async function aReceivedImport(world: World, choices: Partial<Choices> = {}): Promise<string> {
  const { place, requester } = world;
  const outcome = await receiveImport({ db: world.db }, requester, {
    place,
    upload: { file: 'F1' },
    fileName: 'staff.csv',
    sourceKey: `file-${++files}`,
    addNumbers: true,
    sendLoginMail: false,
    ...choices,
  });
  if (!outcome.ok) throw new Error(`The import was refused: ${outcome.refusal.code}`);
  return outcome.value;
}

/** The report of an import whose file has come and been checked. */
export async function aCheckedImport(
  world: World,
  file: string | Uint8Array,
  choices: Partial<Choices> = {},
): Promise<ImportReport> {
  const upload = { companyId: world.companyId, importId: await aReceivedImport(world, choices) };
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  await keepUpload(world, upload, bytes);
  await checkImport(upload, world);
  return reportOf(world, upload.importId);
}

/** The report of an import that the requester has applied. */
export async function anAppliedImport(
  world: World,
  file: string | Uint8Array,
  choices: Partial<Choices> = {},
): Promise<ImportReport> {
  const { id, version } = await aCheckedImport(world, file, choices);
  const outcome = await applyImport({ db: world.db }, world.requester, { id, version });
  if (!outcome.ok) throw new Error(`The import was not applied: ${outcome.refusal.code}`);
  return reportOf(world, id);
}

export async function reportOf(world: World, importId: string): Promise<ImportReport> {
  const report = await importReport(world.db, world.companyId, importId);
  if (!report) throw new Error(`There is no import ${importId}`);
  return report;
}

export function cardOf({ id, version }: ImportReport): CardRef {
  return { id, version };
}
