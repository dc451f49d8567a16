import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type InvitableImport, importToInviteFrom } from '../store/import-lists.ts';

/** The applied import of this id, for who may send invitations. Undefined where people cannot be invited from it, or none is named. */
export function listToInvite(
  { db }: Needs,
  operator: Operator,
  importId: string | undefined,
): Promise<Outcome<InvitableImport | undefined>> {
  return transaction(db, async (tx) => {
    const denied = (await deny(tx, operator, 'run-invitations')) ?? (await denyPlace(tx, operator, operator.place));
    if (denied) return refuse(denied);
    return done(importId === undefined ? undefined : await importToInviteFrom(tx, operator.companyId, importId));
  });
}
