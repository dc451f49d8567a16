import { WebClient } from '@slack/web-api';
import type { Log } from '#core/process/log.ts';
import { slackLogger } from './logger.ts';
import { keepPauses } from './pace.ts';
import { withPlainBlocks } from './with-plain-blocks.ts';

/**
 * One client answers people, the other does what nobody waits for: it posts and edits cards and fetches files.
 * A pause that Slack asks of the second never delays the first.
 */
export type Clients = { answers: WebClient; errands: WebClient };

const PATIENCE_MS = 10_000;

export type Slack = { apiUrl: string; log: Log };

/** How every client of Slack begins. */
export const common = ({ apiUrl, log }: Slack) => ({
  slackApiUrl: apiUrl,
  timeout: PATIENCE_MS,
  logger: slackLogger(log),
});

/** `send` puts the token into each request. */
export function openClients(slack: Slack, send: typeof fetch): Clients {
  return {
    answers: new WebClient(undefined, { ...common(slack), retryConfig: { retries: 2 }, fetch: withPlainBlocks(send) }),
    // A post that may have arrived must not be repeated blindly: whoever asked decides.
    errands: new WebClient(undefined, {
      ...common(slack),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      fetch: keepPauses(withPlainBlocks(send)),
    }),
  };
}

/** A client that speaks for the app itself, in no workspace. Nothing is asked twice: what it hands in counts once. */
export const openAppClient = (slack: Slack): WebClient =>
  new WebClient(undefined, { ...common(slack), retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
