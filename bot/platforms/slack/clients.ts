import { WebClient } from '@slack/web-api';
import type { Log } from '#core/process/log.ts';
import type { SlackConfig } from './config.ts';
import { slackLogger } from './logger.ts';
import { keepPauses } from './pace.ts';

/**
 * One client answers people, the other does what nobody waits for: it posts and edits cards and fetches files.
 * A pause that Slack asks of the second never delays the first.
 */
export type Clients = { answers: WebClient; errands: WebClient };

const PATIENCE_MS = 10_000;

export function openClients({ SLACK_BOT_TOKEN, SLACK_API_URL }: SlackConfig, log: Log): Clients {
  const common = { slackApiUrl: SLACK_API_URL, timeout: PATIENCE_MS, logger: slackLogger(log) };
  return {
    answers: new WebClient(SLACK_BOT_TOKEN, { ...common, retryConfig: { retries: 2 } }),
    // A post that may have arrived must not be repeated blindly: whoever asked decides.
    errands: new WebClient(SLACK_BOT_TOKEN, {
      ...common,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      fetch: keepPauses(),
    }),
  };
}
