import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type SettingKey, settings } from '../settings/settings.ts';
import { companyName } from '../store/companies.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { settingHistory } from '../store/settings.ts';
import { isGranted, passedSteps } from '../store/setups.ts';
import { SetupStep, settingsOf } from './step.ts';

export type StepState = 'set' | 'passed' | 'open';
export type SetupView = {
  company: string;
  steps: { step: SetupStep; state: StepState }[];
  /** As in force now, as somebody would type it. */
  values: Partial<Record<SettingKey, string>>;
};

/** How far a company is set up. */
export function setupOf({ db }: Needs, operator: Operator): Promise<Outcome<SetupView>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    return denied ? refuse(denied) : done(await readSetup(tx, operator.companyId));
  });
}

/** For who may see settings. */
export async function readSetup(tx: Tx, companyId: string): Promise<SetupView> {
  const set = await settingHistory(tx, companyId);
  const passed = await passedSteps(tx, companyId);
  const isSet: Record<SetupStep, boolean> = {
    ...(Object.fromEntries(
      SetupStep.options.map((step) => [step, settingsOf[step].some((key) => set.has(key))]),
    ) as Record<SetupStep, boolean>),
    approvers: await isGranted(tx, companyId, 'approve-runs'),
  };
  const keys = SetupStep.options.flatMap((step) => settingsOf[step]);
  const company = await companyName(tx, companyId);
  return {
    company,
    steps: SetupStep.options.map((step) => ({
      step,
      state: isSet[step] ? 'set' : passed.includes(step) ? 'passed' : 'open',
    })),
    values: {
      ...Object.fromEntries(keys.map((key) => [key, set.get(key)?.value ?? settings[key].initially])),
      'company.name': company,
    },
  };
}
