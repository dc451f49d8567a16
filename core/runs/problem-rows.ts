import { maskEmail } from '../mask.ts';
import type { Reason } from '../reason.ts';
import type { Tx } from '../store/db.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { problemLines } from '../store/run-rows.ts';
import { type RowStatus, statusOf } from './row-status.ts';

/** Somebody of a run that is over who was not invited, or of whom nobody knows. */
export type ProblemRow = {
  /** Place in the run, from 1. */
  row: number;
  maskedEmail: string;
  status: RowStatus;
  reason?: Reason;
};

// More of them in a message help nobody: the details and the log have all.
const MOST = 10;

export async function problemRows(
  tx: Tx,
  companyId: string,
  { id, endedAt, startedAt }: RunFacts,
): Promise<{ problemRows?: ProblemRow[] }> {
  if (!endedAt || !startedAt) return {};
  const found = await problemLines(tx, companyId, id, MOST);
  if (found.length === 0) return {};
  return {
    problemRows: found.map(({ position, email, state, reason }) => ({
      row: position,
      maskedEmail: maskEmail(email ?? ''),
      status: statusOf(state),
      ...(reason && { reason }),
    })),
  };
}
