import type { App } from '@slack/bolt';
import { z } from 'zod';
import { type ContextOf, pass } from './context.ts';

const Opened = z.object({ user: z.string(), channel: z.string(), tab: z.literal('home') });

/** Somebody looks at the Home tab. The Messages tab, which Slack tells of in the same way, is a conversation like others. */
export function hearHome(app: App, contextOf: ContextOf): void {
  app.event('app_home_opened', async ({ body, event }) => {
    const { data: opened } = Opened.safeParse(event);
    if (!opened) return;

    const { user: userId, channel: conversation } = opened;
    await pass(contextOf(body), {
      asker: { userId, carried: { conversation }, atHome: 'opened' },
      asked: { verb: 'home', fields: { userId } },
    });
  });
}
