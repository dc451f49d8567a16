import { onTestFinished } from 'vitest';
import { bot, channels, people, workspace } from '#bot/playground/cast.ts';
import { type SlackDouble, startSlackDouble } from '#bot/playground/slack/index.ts';
import { type Chat, makeChat } from '#test/harness/chat.ts';
import { freePort } from '#test/harness/free-port.ts';
import { type Ground, type GroundOptions, openGround } from './ground.ts';

/** The same with a Slack before it: every process hears and speaks at one address, one after the other. */
export type ChatGround = Ground & { slack: SlackDouble; chat: Chat };

const credentials = { botToken: 'xoxb-test-token', signingSecret: 'test-signing-secret' };

// Slack tells again at once, after one minute and after five. Here it is as stubborn, and quicker.
const EVENT_RETRIES = Array.from({ length: 20 }, () => 1_000);

export async function openChatGround(options: GroundOptions = {}): Promise<ChatGround> {
  const slack = await startSlackDouble({
    ...{ workspace, people, channels },
    bot: { ...bot, ...credentials },
    deadlines: { eventRetries: EVENT_RETRIES },
  });
  onTestFinished(() => slack.stop());
  slack.faults.rateLimits(false);
  const port = String(await freePort());
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);

  const ground = await openGround({
    ...options,
    settings: {
      ...{ ROLE: 'all', PORT: port },
      ...{ SLACK_BOT_TOKEN: credentials.botToken, SLACK_SIGNING_SECRET: credentials.signingSecret },
      SLACK_API_URL: slack.apiUrl,
      ...options.settings,
    },
  });
  return { ...ground, slack, chat: makeChat(slack) };
}
