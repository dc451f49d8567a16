import { approvalOver } from '../settings/approval-policy.ts';
import type { Tx } from '../store/db.ts';
import { countHolders } from '../store/permissions.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { peopleOfWhole } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';
import type { RunReport } from './run-report.ts';

/** Whether somebody else has to say yes. A run that waits for that goes on waiting, whatever the policy says by now. */
export async function approvalOf(
  tx: Tx,
  companyId: string,
  { id, state }: RunFacts,
): Promise<Pick<RunReport, 'approvalOver'>> {
  if (state !== 'draft' && state !== 'awaiting_approval') return {};
  const over = await mustBeApprovedOver(tx, companyId, id);
  if (state === 'awaiting_approval') return { approvalOver: over ?? 0 };
  return over === undefined ? {} : { approvalOver: over };
}

/**
 * The number of people from which on somebody else has to say yes, where this run has more. A part counts as the whole
 * list that it was split from: splitting gets nobody round an approval.
 */
export async function mustBeApprovedOver(tx: Tx, companyId: string, runId: string): Promise<number | undefined> {
  const { 'approval.policy': policy } = await readSettings(tx, companyId);
  const over = approvalOver(policy, await countHolders(tx, companyId, 'approve-runs'));
  return over !== undefined && (await peopleOfWhole(tx, companyId, runId)) > over ? over : undefined;
}
