import { type Db, transaction } from '../store/db.ts';
import { type Held, releaseLease } from '../store/leases.ts';
import { giveBack } from '../store/rest.ts';

/** Lets another holder go on with a run at once. */
export function letGo(db: Db, held: Held, claim: string): Promise<void> {
  return transaction(db, async (tx) => {
    await giveBack(tx, held, claim);
    await releaseLease(tx, held);
  });
}
