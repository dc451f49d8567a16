import type { Tx } from '../store/db.ts';
import { countHolders, countHoldersAtBest } from '../store/permissions.ts';
import { readSettings } from '../store/settings.ts';
import { demandOf } from './approval-policy.ts';
import type { SettingKey } from './settings.ts';

/** How many may approve, where the policy needs more: whoever asks for a run does not count. Only for the policy itself. */
export async function tooFewApprovers(tx: Tx, companyId: string, key: SettingKey): Promise<{ approvers?: number }> {
  if (key !== 'approval.policy') return {};
  const { 'approval.policy': policy } = await readSettings(tx, companyId);
  const approvers = await countHolders(tx, companyId, 'approve-runs');
  const demand = demandOf(policy, await countHoldersAtBest(tx, companyId, 'approve-runs'));
  return demand && approvers <= demand.needed ? { approvers } : {};
}
