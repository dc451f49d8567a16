import { type Needs, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { type GroupPlace, keepGroups, type ToldGroup } from '../store/user-groups.ts';

type Told = { groups: ToldGroup[]; ageMs: number };

/** Keeps who is in which group, as the platform said `ageMs` ago. From now on that is what counts. */
export function keepToldGroups({ db }: Needs, place: GroupPlace, { groups, ageMs }: Told): Promise<void> {
  return transaction(db, async (tx) => {
    if (await keepGroups(tx, place, groups, ageMs)) await homesOutOfDate(tx, place.companyId);
  });
}
