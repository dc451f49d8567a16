import { setTimeout as wait } from 'node:timers/promises';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { Fault } from '#core/fault.ts';
import { ConfigError } from '#core/process/config.ts';
import type { Log } from '#core/process/log.ts';
import type { Installed } from './desk.ts';
import { toFault } from './fault.ts';

const PAUSE_MS = 5_000;

/** Who we are in Slack. A token that Slack refuses stops the start; a Slack that is away or in trouble is waited for. */
export async function introduce(client: WebClient, token: string, log: Log): Promise<Installed & { name: string }> {
  for (;;) {
    try {
      const { team_id = '', enterprise_id, team, user_id = '', ...told } = await client.auth.test({ token });
      const isEnterprise = told.is_enterprise_install === true;
      const workspaceId = (isEnterprise && enterprise_id) || team_id;
      return { workspaceId, isEnterprise, name: team ?? 'Slack', botUserId: user_id };
    } catch (error) {
      const fault = toFault(error);
      if (error instanceof WebAPIPlatformError && fault instanceof Fault && fault.retry === 'never') {
        throw new ConfigError(`SLACK_BOT_TOKEN is refused by Slack: ${error.data.error}.`);
      }
      log.warn({ error }, 'Slack does not answer; trying again');
    }
    await wait(PAUSE_MS);
  }
}
