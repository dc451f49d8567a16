import { deny } from '../deny.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { addTestMail, ownAddress } from '../store/test-mails.ts';

/** A mail to oneself, sent as invitations are. What came of it is told in the direct conversation. */
export function askTestMail({ db }: Needs, operator: Operator, place: Place): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);
    if (!(await ownAddress(tx, operator))) return refuse({ code: 'no-own-address' });

    const testMailId = await addTestMail(tx, operator, place);
    if (!testMailId) return refuse({ code: 'too-many-test-mails' });
    await later(tx, 'send-test-mail', { companyId: operator.companyId, testMailId });
    return done();
  });
}
