import { deny } from '../deny.ts';
import type { Actor, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { Permission } from '../permission.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { only } from '../store/only.ts';
import { actors, mentioned } from '../store/operators.ts';
import { grantPermission, heldThrough, holds, revokePermission } from '../store/permissions.ts';

/** `person` is the platform's user id, out of a mention. */
export type Asked = { platform: string; person: string; permission: string };
/** `still`: they may all the same, through these groups, or as an owner where there is none. */
export type ChangedPermission = { person: Actor; permission: Permission; changed: boolean; still?: string[] };

const how = {
  grant: { change: grantPermission, action: 'permission-granted', before: false, after: true },
  revoke: { change: revokePermission, action: 'permission-revoked', before: true, after: false },
} as const;

/** Gives a permission to a person, or takes it away. `changed` is false where it was so already. */
export async function changePermission(
  { db }: Needs,
  operator: Operator,
  what: keyof typeof how,
  { platform, person: userId, permission: typed }: Asked,
): Promise<Outcome<ChangedPermission>> {
  const { data: permission } = Permission.safeParse(typed);
  if (!permission) return refuse({ code: 'unknown-permission', asked: typed });

  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    const whom = await mentioned(tx, operator.companyId, platform, userId);
    if (!whom) return refuse({ code: 'colleague-not-found' });

    const { change, action, before, after } = how[what];
    const changed = await change(tx, operator, whom.id, permission);
    if (changed) {
      await audit(tx, operator, action, { subject: 'operator', id: whom.id }, { permission, before, after });
      await homesOutOfDate(tx, operator.companyId);
    }
    const still = what === 'revoke' && (await holds(tx, whom, permission)) && (await groupsOf(tx, whom, permission));
    const people = await actors(tx, operator.companyId, [whom.id]);
    return done({ person: only([...people.values()]), permission, changed, ...(still && { still }) });
  });
}

async function groupsOf(tx: Tx, whom: Operator, permission: Permission): Promise<string[]> {
  const through = await heldThrough(tx, whom);
  return through.filter((held) => held.counts && held.permission === permission).map(({ group }) => group);
}
