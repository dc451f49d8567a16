import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { settingHistory } from '../store/settings.ts';
import { type SettingKey, settings } from './settings.ts';

export type ListedSetting = { key: SettingKey; about: string; value?: string; changedBy?: string; changedAt?: Date };

/** Every setting; `value` only where somebody has set it. */
export function listSettings({ db }: Needs, operator: Operator): Promise<Outcome<ListedSetting[]>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    const set = await settingHistory(tx, operator.companyId);
    return done(
      Object.entries(settings).map(([key, { about }]) => ({ about, ...set.get(key), key: key as SettingKey })),
    );
  });
}
