import type { Channel } from '../channel.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';

type Person = { id: string; name: string };

/** What is known of a run as a whole. Who did something is named as they are called now. */
export type RunEvidence = {
  id: string;
  company: Person;
  channel: Channel;
  title: string;
  source: unknown;
  partOf: string | null;
  state: RunState;
  cause: string | null;
  /** All its mails went to one inbox: nobody on its list was invited by it. */
  rehearsal: boolean;
  listHash: string;
  forecast: { people: number; invite: number; skip: number; fail: number };
  askedBy: Person | null;
  decidedBy: Person | null;
  approvalsNeeded: number;
  approvals: (Person & { at: Date })[];
  draftedAt: Date;
  confirmedAt: Date | null;
  /** When it was to be sent, where that was not at once. */
  sendAt: Date | null;
  decidedAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
};

export async function runEvidence(tx: Tx, companyId: string, runId: string): Promise<RunEvidence | undefined> {
  const [run] = await tx.$queryRaw<Omit<RunEvidence, 'approvals'>[]>`
    SELECT run.id, jsonb_build_object('id', company.id, 'name', company.name) AS company, channel, title, source, parent_id AS "partOf",
           state, cause, rehearsal IS NOT NULL AS rehearsal, list_hash AS "listHash",
           jsonb_build_object('people', people, 'invite', to_invite, 'skip', to_skip, 'fail', to_fail) AS forecast,
           (SELECT jsonb_build_object('id', id, 'name', name) FROM operator
             WHERE company_id = run.company_id AND id = requested_by) AS "askedBy",
           (SELECT jsonb_build_object('id', id, 'name', name) FROM operator
             WHERE company_id = run.company_id AND id = decided_by) AS "decidedBy",
           approvals_needed AS "approvalsNeeded", drafted_at AS "draftedAt", confirmed_at AS "confirmedAt", send_at AS "sendAt", decided_at AS "decidedAt",
           started_at AS "startedAt", ended_at AS "endedAt"
      FROM run JOIN company ON company.id = run.company_id
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
  return run && { ...run, approvals: await approvalsOf(tx, companyId, runId) };
}

function approvalsOf(tx: Tx, companyId: string, runId: string): Promise<RunEvidence['approvals']> {
  return tx.$queryRaw<RunEvidence['approvals']>`
    SELECT operator.id, operator.name, approval.decided_at AS at FROM run_approval approval
      JOIN operator ON operator.company_id = approval.company_id AND operator.id = approval.operator_id
     WHERE approval.company_id = ${companyId}::uuid AND approval.run_id = ${runId}::uuid ORDER BY approval.decided_at, operator.id`;
}

export type ListEvidence = {
  id: string;
  fileName: string;
  fileBytes: number | null;
  /** SHA-256 of the file as it was uploaded. */
  fileHash: string | null;
  broughtInBy: Person | null;
  importedBy: Person | null;
  receivedAt: Date;
  endedAt: Date | null;
  rows: { total: number; new: number; changed: number; unchanged: number; wrong: number };
};

/** The import that a run's list comes from. */
export async function listEvidence(tx: Tx, companyId: string, runId: string): Promise<ListEvidence | undefined> {
  const [list] = await tx.$queryRaw<ListEvidence[]>`
    SELECT import.id, file_name AS "fileName", file_size AS "fileBytes", file_sha256 AS "fileHash",
           (SELECT jsonb_build_object('id', id, 'name', name) FROM operator
             WHERE company_id = import.company_id AND id = import.requested_by) AS "broughtInBy",
           (SELECT jsonb_build_object('id', id, 'name', name) FROM operator
             WHERE company_id = import.company_id AND id = import.decided_by) AS "importedBy",
           import.created_at AS "receivedAt", import.ended_at AS "endedAt",
           jsonb_build_object('total', total, 'new', new, 'changed', changed, 'unchanged', unchanged, 'wrong', wrong) AS rows
      FROM run JOIN import ON import.company_id = run.company_id AND import.id = run.import_id
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
  return list;
}
