import { setTimeout as wait } from 'node:timers/promises';
import { type AckFn, type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { ConfigError } from '#core/process/config.ts';
import { common, type Slack } from './clients.ts';
import type { Intake } from './intake.ts';
import { slackLogger } from './logger.ts';
import { refusalOf } from './oauth.ts';

// Slack gives few connections a minute (tier 1), and whoever waits wants the first ones soon.
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

// Whoever does not say goodbye is left without.
const GOODBYE_MS = 2_000;

// What Slack says of a token that it will never take (https://docs.slack.dev/reference/methods/apps.connections.open#errors).
const refusals = ['not_authed', 'invalid_auth', 'account_inactive', 'token_revoked', 'not_allowed_token_type'];

type Told = { ack: AckFn<unknown>; body: Record<string, unknown>; retry_num?: number; retry_reason?: string };

/**
 * Socket Mode: we open the connection, for those whom Slack cannot reach. What is not acknowledged when it breaks, Slack
 * tells again on the next one. Bolt's own reconnecting ends the process where Slack is away, so we do it.
 */
export function socketIntake(slack: Slack, appToken: string): Intake {
  const { log } = slack;
  const clientOptions = { ...common(slack), retryConfig: { retries: 0 } };
  const { client } = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const ending = new AbortController();
  let app: App | undefined;
  let isConnected = false;
  let failures = 0;

  client.on('connected', () => {
    isConnected = true;
  });
  client.on('disconnected', () => {
    isConnected = false;
  });
  client.on('slack_event', ({ ack, body, retry_num, retry_reason }: Told) => {
    // Slack tells it to another process, or to us when we are back.
    if (ending.signal.aborted) return;
    app
      ?.processEvent({ body, ack, ...(retry_num && { retryNum: retry_num, retryReason: retry_reason ?? '' }) })
      .catch((error: unknown) => log.error({ error }, 'what Slack told was not heard'));
  });

  /** False where it did not come about; then it was waited for a while. */
  async function connect(): Promise<boolean> {
    try {
      await client.start();
      failures = 0;
      return true;
    } catch (error) {
      const code = refusalOf(error);
      if (code && refusals.includes(code)) throw new ConfigError(`SLACK_APP_TOKEN is refused by Slack: ${code}.`);
      log.warn({ error }, 'Slack does not open a connection; trying again');
      await rest();
      return false;
    }
  }

  /** Slack ends each connection after some hours, and the network whenever it likes. */
  async function stayConnected(): Promise<void> {
    const { signal } = ending;
    while (!signal.aborted) {
      if (isConnected) await gone();
      if (signal.aborted) return;
      await connect().catch((error: unknown) => {
        log.error({ error }, 'Slack does not take the app-level token any more');
        return rest();
      });
    }
  }

  const rest = () => {
    const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** failures++);
    return wait(pause, undefined, { signal: ending.signal }).catch(() => {});
  };

  const gone = () => new Promise<void>((resolve) => void client.once('disconnected', () => resolve()));

  const receiver: Receiver = {
    init: (made) => {
      app = made;
    },
    start: async () => {},
    stop: async () => {},
  };
  return {
    receiver,
    async open() {
      while (!ending.signal.aborted && !(await connect())) log.debug('no connection to Slack yet');
      void stayConnected();
    },
    isOpen: () => isConnected,
    async close(answered) {
      ending.abort();
      await answered;
      if (isConnected) await Promise.race([client.disconnect(), wait(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}
