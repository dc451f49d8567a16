import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type GroupGrants, groupGrants, type PersonGrants, personGrants } from '../store/grants.ts';

export type { GroupGrants, PersonGrants } from '../store/grants.ts';
export type Grants = { people: PersonGrants[]; groups: GroupGrants[] };

/** Who was given what, by name or through which group. Owners have everything and stand in no list. */
export function listGrants({ db }: Needs, operator: Operator): Promise<Outcome<Grants>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);
    const { companyId } = operator;
    return done({ people: await personGrants(tx, companyId), groups: await groupGrants(tx, companyId) });
  });
}
