import { z } from 'zod';
import { Fault } from '#core/fault.ts';
import type { ToldGroup } from '#core/store/user-groups.ts';
import type { Desk } from './desk.ts';
import { toFault } from './fault.ts';

const Groups = z.object({
  usergroups: z.array(
    z.object({
      id: z.string(),
      handle: z.string(),
      date_delete: z.number().default(0),
      users: z.array(z.string()).default([]),
    }),
  ),
});

/** All groups of the workspace in one answer: asking for each alone would soon be more than Slack takes (20 a minute). */
export async function groups({ errands, at }: Pick<Desk, 'errands' | 'at'>): Promise<ToldGroup[]> {
  // Slack tells them workspace by workspace, and an organisation may have hundreds of these.
  if (at.isEnterprise) throw new Fault('User groups of a whole organisation are not read', { retry: 'never' });
  const answer = await errands.usergroups.list({ include_users: true, include_disabled: true }).catch((error) => {
    throw toFault(error);
  });
  return Groups.parse(answer).usergroups.map(({ id, handle, date_delete, users }) => ({
    ...{ id, name: handle, members: users },
    isGone: date_delete !== 0,
  }));
}
