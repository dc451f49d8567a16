import { approvalOver } from '../settings/approval-policy.ts';
import type { Tx } from '../store/db.ts';
import { countHolders } from '../store/permissions.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { readSettings } from '../store/settings.ts';
import type { RunReport } from './run-report.ts';

/** Whether somebody else has to say yes. A run that waits for that goes on waiting, whatever the policy says by now. */
export async function approvalOf(
  tx: Tx,
  companyId: string,
  { state, toInvite }: RunFacts,
): Promise<Pick<RunReport, 'approvalOver'>> {
  if (state !== 'draft' && state !== 'awaiting_approval') return {};
  const { 'approval.policy': policy } = await readSettings(tx, companyId);
  const over = approvalOver(policy, await countHolders(tx, companyId, 'approve-runs'));
  if (state === 'awaiting_approval') return { approvalOver: over ?? 0 };
  return over !== undefined && toInvite > over ? { approvalOver: over } : {};
}
