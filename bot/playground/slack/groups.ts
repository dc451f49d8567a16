import { deliverEvent } from './deliver/event.ts';
import type { UserGroup } from './options.ts';
import type { World } from './world.ts';

/** As the Web API and events show it. A group that somebody has disabled keeps its people. */
export const groupObject = (world: World, group: UserGroup) => ({
  ...{ id: group.id, team_id: world.workspace.id, is_usergroup: true, is_subteam: true },
  ...{ name: group.name, handle: group.handle, is_external: false, auto_type: null },
  date_delete: group.disabled ? 1_700_000_000 : 0,
});

type Change = Partial<Pick<UserGroup, 'handle' | 'members' | 'disabled'>>;

/** docs.slack.dev, subteam_updated and subteam_members_changed: both come, to who may read groups, in no promised order. */
export async function changeGroup(world: World, id: string, to: Change): Promise<void> {
  const group = world.userGroups.find((one) => one.id === id);
  if (!group) throw new Error(`There is no user group ${id}`);
  const before = group.members;
  Object.assign(group, to);
  if (!world.scopes.includes('usergroups:read')) return;

  const added = group.members.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !group.members.includes(one));
  if (added.length + removed.length > 0) {
    await deliverEvent(world, {
      ...{ type: 'subteam_members_changed', subteam_id: id, team_id: world.workspace.id },
      ...{ added_users: added, added_users_count: added.length },
      ...{ removed_users: removed, removed_users_count: removed.length },
    });
  }
  const subteam = { ...groupObject(world, group), users: group.members, user_count: group.members.length };
  await deliverEvent(world, { type: 'subteam_updated', subteam });
}
