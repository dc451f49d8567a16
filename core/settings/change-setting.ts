import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { followLimit } from '../runs/follow-limit.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { keepSetting } from '../store/settings.ts';
import { type SettingKey, settingKey, settings } from './settings.ts';

export type ChangedSetting = { key: SettingKey; value: string };

export async function changeSetting(
  { db }: Needs,
  operator: Operator,
  asked: { key: string; value: string },
): Promise<Outcome<ChangedSetting>> {
  const key = settingKey(asked.key);
  if (!key) return refuse({ code: 'unknown-setting', key: asked.key });

  const { value: rule, expected } = settings[key];
  const value = asked.value.trim();
  if (!rule.safeParse(value).success) return refuse({ code: 'unfit-value', key, expected });

  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    await keepSetting(tx, operator, key, value);
    if (key === 'run.max-records') await followLimit(tx, operator.companyId, settings[key].value.parse(value));
    await audit(tx, operator, 'setting-changed', { subject: 'setting', id: key }, { value });
    return done({ key, value });
  });
}
