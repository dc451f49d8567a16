import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { settingHistory } from '../store/settings.ts';
import { type SettingKey, settingKey, settingKeys, settings } from './settings.ts';
import { tooFewApprovers } from './too-few-approvers.ts';

export type ListedSetting = {
  key: SettingKey;
  about: string;
  value: string;
  changedBy?: string;
  changedAt?: Date;
  /** How many may approve, where that is too few for the policy. */
  approvers?: number;
};

/** Every setting as it is in force, or the one that is asked for. Who and when only where somebody has set it. */
export async function listSettings(
  { db }: Needs,
  operator: Operator,
  typed?: string,
): Promise<Outcome<ListedSetting[]>> {
  const only = typed === undefined ? undefined : settingKey(typed);
  if (typed !== undefined && !only) return refuse({ code: 'unknown-setting', key: typed });

  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    return done(await settingsInForce(tx, operator.companyId, only));
  });
}

/** All of them, or the one that is asked for. Whoever asks has the permission to. */
export async function settingsInForce(tx: Tx, companyId: string, only?: SettingKey): Promise<ListedSetting[]> {
  const set = await settingHistory(tx, companyId);
  const listed: ListedSetting[] = [];
  for (const key of only ? [only] : settingKeys) {
    const { about, initially: value } = settings[key];
    listed.push({ key, about, value, ...set.get(key), ...(await tooFewApprovers(tx, companyId, key)) });
  }
  return listed;
}
