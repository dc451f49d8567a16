import type { ImportCounts } from '../imports/import-report.ts';
import type { Rejection } from '../imports/rejection.ts';
import type { ImportState } from '../states.ts';
import type { Tx } from './db.ts';

export type ListedImport = {
  id: string;
  version: number;
  state: ImportState;
  fileName: string;
  requestedBy: string;
  createdAt: Date;
  /** When it was applied, dropped or refused. */
  endedAt?: Date;
  counts: ImportCounts;
  rejection?: Rejection;
};

type Found = Omit<ListedImport, 'endedAt' | 'rejection'> & { endedAt: Date | null; rejection: Rejection | null };

/** The last `most`, newest first. */
export async function lastImports(tx: Tx, companyId: string, most: number): Promise<ListedImport[]> {
  const rows = await tx.$queryRaw<Found[]>`
    SELECT import.id, card_version AS version, state, file_name AS "fileName", coalesce(operator.name, '') AS "requestedBy",
           import.created_at AS "createdAt", ended_at AS "endedAt", rejection,
           json_build_object('total', total, 'new', new, 'changed', changed, 'unchanged', unchanged, 'wrong', wrong) AS counts
      FROM import
      LEFT JOIN operator ON operator.company_id = import.company_id AND operator.id = import.requested_by
     WHERE import.company_id = ${companyId}::uuid
     ORDER BY import.created_at DESC, import.id DESC LIMIT ${most}`;
  return rows.map(({ endedAt, rejection, ...rest }) => ({
    ...rest,
    ...(endedAt && { endedAt }),
    ...(rejection && { rejection }),
  }));
}

/** A list that people can be invited from. `rows`: all of the file, wrong ones too. */
export type InvitableImport = { id: string; fileName: string; importedAt: Date; importedBy: string; rows: number };

// Slack shows 100 options at the most.
const MOST_OFFERED = 100;

/** Applied imports, the latest first, whose file or importer has `search` in the name. */
export function importsToInviteFrom(tx: Tx, companyId: string, search = ''): Promise<InvitableImport[]> {
  return findInvitable(tx, companyId, { search });
}

export async function importToInviteFrom(tx: Tx, companyId: string, id: string): Promise<InvitableImport | undefined> {
  const [found] = await findInvitable(tx, companyId, { id });
  return found;
}

function findInvitable(tx: Tx, companyId: string, { search = '', id }: { search?: string; id?: string }) {
  const words = search.trim().toLowerCase();
  return tx.$queryRaw<InvitableImport[]>`
    SELECT import.id, file_name AS "fileName", ended_at AS "importedAt", coalesce(operator.name, '') AS "importedBy", total AS rows
      FROM import LEFT JOIN operator ON operator.company_id = import.company_id AND operator.id = import.requested_by
     WHERE import.company_id = ${companyId}::uuid AND state = 'applied'
       AND (${id ?? null}::uuid IS NULL OR import.id = ${id ?? null}::uuid)
       AND (${words} = '' OR strpos(lower(concat_ws(' ', file_name, operator.name)), ${words}) > 0)
     ORDER BY ended_at DESC LIMIT ${MOST_OFFERED}`;
}
