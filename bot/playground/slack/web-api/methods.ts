import { auth } from './auth.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import type { Method } from './method.ts';
import { userGroups } from './user-groups.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Everything the double can do; any other name is an unknown_method. */
export const methods: Record<string, Method> = {
  ...auth,
  ...users,
  ...conversations,
  ...history,
  ...chat,
  ...views,
  ...files,
  ...userGroups,
};
