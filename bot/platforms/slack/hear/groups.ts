import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { ContextOf } from './context.ts';

const Changed = z.union([
  z.object({ subteam: z.object({ id: z.string() }) }).transform(({ subteam }) => subteam.id),
  z.object({ subteam_id: z.string() }).transform(({ subteam_id }) => subteam_id),
]);

/** Slack says that a user group is another. What it says may be late, or out of order, so it is only a reason to ask. */
export function hearGroups(app: App, contextOf: ContextOf): void {
  const look = async ({ body, event }: { body: object; event: unknown }) => {
    const { data: group } = Changed.safeParse(event);
    if (group) await contextOf(body).changed(group);
  };
  app.event('subteam_updated', look);
  app.event('subteam_members_changed', look);
}
