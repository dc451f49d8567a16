import { z } from 'zod';
import { groupObject } from '../groups.ts';
import { defineMethod, flag, SlackError } from './method.ts';

export const userGroups = {
  'usergroups.list': defineMethod({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ include_users: flag, include_count: flag, include_disabled: flag }),
    run: ({ include_users, include_count, include_disabled }, world) => ({
      usergroups: world.userGroups
        .filter(({ disabled }) => include_disabled || !disabled)
        .map((group) => ({
          ...groupObject(world, group),
          ...(include_users && { users: group.members }),
          ...(include_count && { user_count: group.members.length }),
        })),
    }),
  }),

  'usergroups.users.list': defineMethod({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ usergroup: z.string(), include_disabled: flag }),
    run({ usergroup, include_disabled }, { userGroups }) {
      const group = userGroups.find(({ id, disabled }) => id === usergroup && (include_disabled || !disabled));
      if (!group) throw new SlackError('no_such_subteam');
      return { users: group.members };
    },
  }),
};
