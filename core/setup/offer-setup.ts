import { deny } from '../deny.ts';
import type { Operator, Place } from '../operator.ts';
import { type Needs, transaction } from '../store/db.ts';
import { tell } from '../store/outbox.ts';
import { isUntouched, offerSetup as noteOffer } from '../store/setups.ts';

/** The first owner who says anything in a company that has not begun is offered the set-up, once, beside whatever they asked for. */
export async function offerSetup({ db }: Needs, operator: Operator, place: Place): Promise<void> {
  const { companyId, id: operatorId } = operator;
  if (!(await isUntouched(db, companyId))) return;
  await transaction(db, async (tx) => {
    if (await deny(tx, operator, 'manage-settings')) return;
    if (!(await noteOffer(tx, companyId))) return;
    const { platform, workspaceId } = place;
    await tell(tx, 'offer-setup', { companyId, operatorId, platform, workspaceId });
  });
}
