import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Permission } from '../permission.ts';
import type { Needs } from '../store/db.ts';

/** As `may`, of something that begins in the conversation where they are. */
export async function mayBegin({ db }: Needs, operator: Operator, permission: Permission): Promise<Outcome> {
  const denied = (await deny(db, operator, permission)) ?? (await denyPlace(db, operator, operator.place));
  return denied ? refuse(denied) : done();
}
