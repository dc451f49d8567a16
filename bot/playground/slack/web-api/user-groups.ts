import { z } from 'zod';
import { defineMethod, flag, SlackError } from './method.ts';

export const userGroups = {
  'usergroups.list': defineMethod({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ include_users: flag, include_count: flag }),
    run: ({ include_users, include_count }, { userGroups, workspace }) => ({
      usergroups: userGroups.map(({ id, name, handle, members }) => ({
        id,
        team_id: workspace.id,
        is_usergroup: true,
        name,
        handle,
        date_delete: 0,
        ...(include_users && { users: members }),
        ...(include_count && { user_count: members.length }),
      })),
    }),
  }),

  'usergroups.users.list': defineMethod({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ usergroup: z.string() }),
    run({ usergroup }, { userGroups }) {
      const group = userGroups.find((one) => one.id === usergroup);
      if (!group) throw new SlackError('no_such_subteam');
      return { users: group.members };
    },
  }),
};
