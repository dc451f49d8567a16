import { deny } from '../deny.ts';
import { maskEmailsIn } from '../mask.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { endQuiet } from '../runs/end-quiet.ts';
import { followLimit } from '../runs/follow-limit.ts';
import { rehearse } from '../runs/rehearse.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { lockCompany } from '../store/runs.ts';
import { forgetSetting, keepSetting, keptSetting } from '../store/settings.ts';
import { type SettingKey, settingKey, settings } from './settings.ts';
import { tooFewApprovers } from './too-few-approvers.ts';
import { unquoted } from './unquoted.ts';

/**
 * `byDefault`: nobody's choice is in force any more. `approvers`: how many may approve, where that is too few. `unmoved`:
 * how many confirmed runs go on as they were.
 */
export type ChangedSetting = {
  key: SettingKey;
  value: string;
  byDefault?: true;
  approvers?: number;
  unmoved?: number;
};

export async function changeSetting(
  { db }: Needs,
  operator: Operator,
  asked: { key: string; value: string },
): Promise<Outcome<ChangedSetting>> {
  const key = settingKey(asked.key);
  if (!key) return refuse({ code: 'unknown-setting', key: asked.key });

  const { value: rule, expected, initially } = settings[key];
  const typed = asked.value.trim();
  const byDefault = typed.toLowerCase() === 'default';
  const value = byDefault ? initially : unquoted(typed);
  if (!rule.safeParse(value).success) return refuse({ code: 'unfit-value', key, expected });

  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    // Two who change the same one at once: the second changes what the first has made of it.
    await lockCompany(tx, operator.companyId);
    const before = (await keptSetting(tx, operator.companyId, key)) ?? initially;
    if (byDefault) await forgetSetting(tx, operator.companyId, key);
    else await keepSetting(tx, operator, key, value);
    const followed = await follow(tx, operator.companyId, { key, value, before });
    await audit(
      tx,
      operator,
      'setting-changed',
      { subject: 'setting', id: key },
      { before: noted(before), after: noted(value), ...(byDefault && { byDefault }) },
    );
    await homesOutOfDate(tx, operator.companyId);
    const tooFew = await tooFewApprovers(tx, operator.companyId, key);
    return done({ key, value, ...(byDefault && { byDefault }), ...tooFew, ...followed });
  });
}

type Change = Pick<ChangedSetting, 'key' | 'value'> & { before: string };

/** What was made under the old setting and is not begun follows the new one. */
async function follow(tx: Tx, companyId: string, { key, value, before }: Change): Promise<{ unmoved?: number }> {
  if (key === 'run.max-records') await followLimit(tx, companyId, settings[key].value.parse(value));
  if (key === 'quiet-hours') await endQuiet(tx, companyId, settings[key].value.safeParse(before).data);
  if (key !== 'rehearsal') return {};
  const unmoved = await rehearse(tx, companyId, settings[key].value.parse(value));
  return unmoved > 0 ? { unmoved } : {};
}

/** The trail is for ever: somebody's address does not belong there. */
const noted = (value: string) => maskEmailsIn(value);
