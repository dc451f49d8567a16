import { setTimeout as wait } from 'node:timers/promises';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { ConfigError } from '#core/process/config.ts';
import type { Log } from '#core/process/log.ts';

export type Introduced = { workspaceId: string; team: string; botUserId: string };

const PAUSE_MS = 5_000;

/** Who we are in Slack. A token that Slack refuses stops the start; a Slack that is away is waited for. */
export async function introduce(client: WebClient, log: Log): Promise<Introduced> {
  for (;;) {
    try {
      const { team_id = '', team = 'Slack', user_id = '' } = await client.auth.test();
      return { workspaceId: team_id, team, botUserId: user_id };
    } catch (error) {
      if (error instanceof WebAPIPlatformError) {
        throw new ConfigError(`SLACK_BOT_TOKEN is refused by Slack: ${error.data.error}.`);
      }
      log.warn({ error }, 'Slack does not answer; trying again');
    }
    await wait(PAUSE_MS);
  }
}
