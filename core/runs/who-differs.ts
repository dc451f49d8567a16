import { maskEmail } from '../mask.ts';
import type { Reason } from '../reason.ts';
import type { Tx } from '../store/db.ts';
import { type Differing, differingRows } from '../store/run-rows.ts';

export type DifferingRow = {
  /** Place in the run, from 1. */
  row: number;
  maskedEmail: string;
  /** Why they are not invited any more. Nothing: they are, at another number. */
  reason?: Reason;
};

const MOST = 10;

/** The first of those who changed between the preview and the start. Undefined when nobody did. */
export async function whoDiffers(
  tx: Tx,
  companyId: string,
  runId: string,
): Promise<{ people: number; rows: DifferingRow[] } | undefined> {
  const found = await differingRows(tx, companyId, runId, MOST);
  const [first] = found;
  return first && { people: first.people, rows: found.map(shown) };
}

function shown({ position, email, reason }: Differing): DifferingRow {
  return { row: position, maskedEmail: maskEmail(email ?? ''), ...(reason && { reason }) };
}
