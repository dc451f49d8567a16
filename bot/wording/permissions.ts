import type { ChangedGroup } from '#core/directory/change-group-permission.ts';
import type { GroupGrants, PersonGrants } from '#core/directory/list-grants.ts';
import type { HeldThrough } from '#core/directory/what-may.ts';
import { FRESH_MINUTES, TRUST_MINUTES } from '#core/group-trust.ts';
import type { Permission } from '#core/permission.ts';
import { count, plural } from './numbers.ts';

/** "may …" */
export const permissions: Record<Permission, string> = {
  'import-members': 'bring in lists',
  'view-imports': 'see lists',
  'run-invitations': 'send invitations',
  'view-runs': 'see runs and their logs',
  'view-org-units': 'see org units',
  'approve-runs': 'approve runs of others',
  'manage-settings': 'change settings and permissions',
};

const howLong = `Who joins or leaves counts at once where the chat tells me, else within ${FRESH_MINUTES} minutes. When nobody can tell me for ${TRUST_MINUTES} minutes, the group counts for nobody.`;

type Change = { permission: Permission; changed: boolean; still?: string[] };
type Group = Omit<ChangedGroup, 'group'>;

/** Names come as the platform writes them; a group's with its @. */
export const permissionWords = {
  granted: (who: string, { permission, changed }: Change) =>
    changed
      ? `Done: ${who} may now ${permissions[permission]}.`
      : `${who} had the permission to ${permissions[permission]} already.`,
  revoked(who: string, { permission, changed, still }: Change, named = (group: string) => `@${group}`): string {
    const what = permissions[permission];
    if (still) return `${taken(changed)} ${who} may still ${what}, ${because(still.map(named))}`;
    return changed ? `Done: ${who} may not ${what} any more.` : `${who} did not have the permission to ${what}.`;
  },
  groupGranted: (group: string, { permission, changed, members, known }: Group) =>
    `${
      changed
        ? `Done: everybody in ${group} may now ${permissions[permission]}.`
        : `${group} had the permission to ${permissions[permission]} already.`
    } ${size(members, known)} ${howLong}`,
  groupRevoked: (group: string, { permission, changed }: Group) =>
    changed
      ? `Done: being in ${group} lets nobody ${permissions[permission]} any more. What somebody was given by name, or through another group, stays.`
      : `${group} did not have the permission to ${permissions[permission]}.`,

  /** In `about`: what somebody has as a member of groups. */
  through: (held: HeldThrough[], named: (group: string) => string) =>
    held
      .map(({ group, permission, counts }) =>
        counts
          ? `You have ${permission} as a member of ${named(group)}.`
          : `You would have ${permission} as a member of ${named(group)}, but nobody tells me at the moment who is in it.`,
      )
      .join(' '),
  person: (name: string, { permissions }: PersonGrants) => `${name}: ${permissions.join(', ')}`,
  group(name: string, { permissions, members, isGone, counts }: GroupGrants, { known, at }: Told): string {
    const held = `${name}: ${permissions.join(', ')}`;
    if (isGone) return `${held} · disabled or deleted, so it counts for nobody`;
    const who = `${plural(members, 'member', 'members')}${known.length > 0 ? `, known here: ${known.join(', ')}` : ''}`;
    return `${held} · ${who} · as of ${at}${counts ? '' : ', too long ago to count'}`;
  },
  howLong,
};

type Told = { known: string[]; at: string };

const size = (members: number, known: number) =>
  members > known
    ? `It has ${plural(members, 'member', 'members')}, of whom I know ${count(known)}: the others once they use Muster.`
    : `It has ${plural(members, 'member', 'members')}.`;

const taken = (changed: boolean) => (changed ? 'That is taken away, but' : 'That was not given by name:');

const because = (groups: string[]) =>
  groups.length > 0
    ? `as a member of ${groups.join(', ')}. Take it from the group, or take them out of it.`
    : 'as an owner.';
