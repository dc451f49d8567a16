import type { App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import type { ContextOf } from './context.ts';

type Ending = SlackEventMiddlewareArgs<'app_uninstalled' | 'tokens_revoked'>;

/**
 * Slack says that the app was taken out, or its tokens were. It may say so late, or again after the app was installed anew,
 * so Slack is asked whether it takes the token that we have; what it refuses ends where tokens are kept.
 */
export function hearEndings(app: App, contextOf: ContextOf): void {
  const look = async ({ body }: Pick<Ending, 'body'>) => {
    const { client, log, workspaceId } = contextOf(body);
    try {
      await client.auth.test();
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError)) throw error;
      log.warn({ code: error.data.error, workspace: workspaceId }, 'Slack has taken a token back');
    }
  };
  app.event('app_uninstalled', look);
  app.event('tokens_revoked', look);
}
