import { maskEmail } from '../mask.ts';
import type { Tx } from '../store/db.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { mailedAfterCancel } from '../store/run-rows.ts';
import type { RunReport } from './run-report.ts';

const MOST = 10;

/** Whose mails were leaving at the moment somebody pressed Cancel. */
export async function leftAfter(
  tx: Tx,
  companyId: string,
  { id, state, startedAt, deciderId }: RunFacts,
): Promise<Pick<RunReport, 'leftAfter'>> {
  if (state !== 'cancelled' || !startedAt || deciderId === null) return {};
  const late = await mailedAfterCancel(tx, companyId, id, MOST);
  return { leftAfter: { people: late[0]?.people ?? 0, some: late.map(({ email }) => maskEmail(email ?? '')) } };
}
