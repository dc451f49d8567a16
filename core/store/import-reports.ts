import type { ImportReport } from '../imports/import-report.ts';
import type { Rejection } from '../imports/rejection.ts';
import { maskEmail } from '../mask.ts';
import type { ImportState } from '../states.ts';
import type { Tx } from './db.ts';
import { actor } from './operators.ts';

type Found = {
  version: number;
  state: ImportState;
  fileName: string;
  requestedBy: string | null;
  decidedBy: string | null;
  createdAt: Date;
  endedAt: Date | null;
  addNumbers: boolean;
  sendLoginMail: boolean;
  rehearsal: string | null;
  upload: ImportReport['upload'] | null;
  counts: ImportReport['counts'];
  ignored: string[];
  rejection: Rejection | null;
  differs: number;
  numbersAdded: number;
};

/** An import as everybody in the channel may see it, as it is now. */
export async function importReport(tx: Tx, companyId: string, importId: string): Promise<ImportReport | undefined> {
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT card_version AS version, state, file_name AS "fileName", operator.name AS "requestedBy", decided_by AS "decidedBy",
           import.created_at AS "createdAt", ended_at AS "endedAt", add_numbers AS "addNumbers",
           send_login_mail AS "sendLoginMail", CASE WHEN send_login_mail THEN rehearsal END AS rehearsal,
           CASE WHEN upload_fate IS NOT NULL THEN json_build_object('fate', upload_fate, 'seenIn', seen_in, 'platform', platform) END AS upload,
           ignored, rejection, differs,
           json_build_object('total', total, 'new', new, 'changed', changed, 'unchanged', unchanged, 'wrong', wrong) AS counts,
           numbers_gone + (SELECT count(*)::int FROM corporate_number number
             WHERE number.company_id = ${companyId}::uuid AND number.import_id = ${importId}::uuid) AS "numbersAdded"
      FROM import
      JOIN thread ON thread.company_id = import.company_id AND thread.id = import.thread_id
      LEFT JOIN operator ON operator.company_id = import.company_id AND operator.id = import.requested_by
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid`;
  if (!found) return undefined;

  const { requestedBy, decidedBy, endedAt, rejection, differs, rehearsal, upload, ...rest } = found;
  const decider = decidedBy && (await actor(tx, companyId, decidedBy));
  return {
    id: importId,
    ...rest,
    requestedBy: requestedBy ?? '',
    ...(decider && { decidedBy: decider }),
    ...(endedAt && { endedAt }),
    ...(rejection && { rejection }),
    ...(differs > 0 && { differs }),
    ...(upload && { upload }),
    ...(rehearsal !== null && { rehearsal: maskEmail(rehearsal) }),
    problems: await countProblems(tx, companyId, importId),
    wrongRows: await firstWrongRows(tx, companyId, importId),
  };
}

function countProblems(tx: Tx, companyId: string, importId: string): Promise<ImportReport['problems']> {
  return tx.$queryRaw<ImportReport['problems']>`
    SELECT code, count(*)::int AS rows FROM (
      SELECT DISTINCT line, problem->>'code' AS code FROM import_row, jsonb_array_elements(problems) AS problem
       WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state = 'wrong') found
     GROUP BY code ORDER BY rows DESC, code`;
}

async function firstWrongRows(tx: Tx, companyId: string, importId: string): Promise<ImportReport['wrongRows']> {
  const rows = await tx.$queryRaw<{ row: ImportReport['wrongRows'][number] }[]>`
    SELECT json_strip_nulls(json_build_object('line', line, 'code', problems->0->'code', 'column', problems->0->'column',
                                              'of', problems->0->'of')) AS row
      FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND state = 'wrong'
     ORDER BY line LIMIT 10`;
  return rows.map(({ row }) => row);
}
