import type { Operator } from '../operator.ts';
import { isSettingKey, type SettingKey, type Settings, settings } from '../settings/settings.ts';
import type { Tx } from './db.ts';

type Kept = { key: string; value: string };

/** All settings of a company as they are in force now. */
export async function readSettings(tx: Tx, companyId: string): Promise<Settings> {
  const rows = await tx.$queryRaw<Kept[]>`SELECT key, value FROM setting WHERE company_id = ${companyId}::uuid`;
  const kept = new Map(rows.filter(({ key }) => isSettingKey(key)).map(({ key, value }) => [key, value]));

  const inForce = (key: SettingKey) => {
    const { value, initially } = settings[key];
    // Words that a newer rule refuses count as not set.
    return value.safeParse(kept.get(key)).data ?? value.parse(initially);
  };
  return Object.fromEntries(Object.keys(settings).map((key) => [key, inForce(key as SettingKey)])) as Settings;
}

/** What was typed for this one. Undefined where nobody has set it. */
export async function keptSetting(tx: Tx, companyId: string, key: SettingKey): Promise<string | undefined> {
  const [kept] = await tx.$queryRaw<{ value: string }[]>`
    SELECT value FROM setting WHERE company_id = ${companyId}::uuid AND key = ${key}`;
  return kept?.value;
}

/** Keeps what was typed, already proved to fit. */
export async function keepSetting(tx: Tx, by: Operator, key: SettingKey, value: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO setting (company_id, key, value, changed_by) VALUES (${by.companyId}::uuid, ${key}, ${value}, ${by.id}::uuid)
    ON CONFLICT (company_id, key) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by, changed_at = now()`;
}

/** From now on our default is in force. */
export async function forgetSetting(tx: Tx, companyId: string, key: SettingKey): Promise<void> {
  await tx.$executeRaw`DELETE FROM setting WHERE company_id = ${companyId}::uuid AND key = ${key}`;
}

export type SetSetting = { value: string; changedBy: string; changedAt: Date };

/** What was set, by whom and when, by key. */
export async function settingHistory(tx: Tx, companyId: string): Promise<Map<string, SetSetting>> {
  const rows = await tx.$queryRaw<(SetSetting & { key: string })[]>`
    SELECT key, value, operator.name AS "changedBy", changed_at AS "changedAt" FROM setting
      JOIN operator ON operator.company_id = setting.company_id AND operator.id = setting.changed_by
     WHERE setting.company_id = ${companyId}::uuid`;
  return new Map(rows.map(({ key, ...set }) => [key, set]));
}
