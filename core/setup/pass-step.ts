import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { passStep as notePass } from '../store/setups.ts';
import type { SetupStep } from './step.ts';

/** Nobody has to answer everything. What is set counts as answered, whether it was passed or not. */
export function passStep({ db }: Needs, operator: Operator, step: SetupStep): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);
    await notePass(tx, operator.companyId, step);
    await homesOutOfDate(tx, operator.companyId);
    return done();
  });
}
