import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';

export type SubjectKind = 'import' | 'run';

/** Whether this id is an import or a run of the company. */
export async function subjectKind(tx: Tx, companyId: string, id: string): Promise<SubjectKind | undefined> {
  const [found] = await tx.$queryRaw<{ kind: SubjectKind }[]>`
    SELECT 'run' AS kind FROM run WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid
    UNION ALL
    SELECT 'import' AS kind FROM import WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid`;
  return found?.kind;
}

/** The runs in a state, the latest first; never more than somebody would read. */
export function runsIn(tx: Tx, companyId: string, state: RunState): Promise<{ id: string; version: number }[]> {
  return tx.$queryRaw<{ id: string; version: number }[]>`
    SELECT id, card_version AS version FROM run
     WHERE company_id = ${companyId}::uuid AND state = ${state}::"RunState" ORDER BY drafted_at DESC LIMIT 10`;
}

/** The run whose id begins with what was typed; the latest one when nothing was. Undefined when none or several do. */
export async function runTyped(
  tx: Tx,
  companyId: string,
  typed: string,
): Promise<{ id: string; version: number } | undefined> {
  const prefix = typed.trim().toLowerCase();
  if (!/^[0-9a-f-]{0,36}$/.test(prefix)) return undefined;
  const runs = await tx.$queryRaw<{ id: string; version: number }[]>`
    SELECT id, card_version AS version FROM run
     WHERE company_id = ${companyId}::uuid AND id::text LIKE ${`${prefix}%`} ORDER BY drafted_at DESC LIMIT 2`;
  return prefix === '' || runs.length === 1 ? runs[0] : undefined;
}
