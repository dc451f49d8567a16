import type { App } from '@slack/bolt';
import { z } from 'zod';
import { type ContextOf, type HearContext, pass } from './context.ts';

const Opened = z.object({ user: z.string(), channel: z.string(), tab: z.literal('home') });

type Looking = { userId: string; conversation: string };

/** Somebody looks at the Home tab. The Messages tab, which Slack tells of in the same way, is a conversation like others. */
export function hearHome(app: App, contextOf: ContextOf): void {
  app.event('app_home_opened', async ({ body, event }) => {
    const { data: opened } = Opened.safeParse(event);
    if (!opened) return;

    const { user: userId, channel: conversation } = opened;
    await keepHome(contextOf(body), { userId, conversation });
  });
}

/** Whoever looks at their Home tab has it kept up to date for a while. */
export function keepHome(context: HearContext, { userId, conversation }: Looking): Promise<void> {
  return pass(context, {
    asker: { userId, carried: { conversation }, atHome: 'opened' },
    asked: { verb: 'home', fields: { userId } },
  });
}
