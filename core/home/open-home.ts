import type { Operator, Place } from '../operator.ts';
import { type Needs, transaction } from '../store/db.ts';
import { homeOpened } from '../store/homes.ts';

/** Whoever may speak to us may have a Home tab. What stands on it is what they may see. */
export function openHome({ db }: Needs, operator: Operator, at: { place: Place; userId: string }): Promise<void> {
  const { platform, workspaceId, conversation } = at.place;
  return transaction(db, (tx) => homeOpened(tx, operator, { userId: at.userId, platform, workspaceId, conversation }));
}
