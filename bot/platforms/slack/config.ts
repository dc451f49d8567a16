import { z } from 'zod';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;

/** One workspace: a bot token and the secret that proves where requests come from. */
export const SlackConfig = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/)
    .describe('a bot token that begins with xoxb-'),
  SLACK_SIGNING_SECRET: z.string().min(1).describe('the signing secret of your Slack app'),
  SLACK_API_URL: z
    .url()
    .refine((url) => url.startsWith('https://') || loopback.test(url))
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/')
    .describe('an https address, or http on this machine'),
});
export type SlackConfig = z.infer<typeof SlackConfig>;

/** No Slack setting: Slack is off. */
export function wantsSlack(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['SLACK_BOT_TOKEN'] || env['SLACK_SIGNING_SECRET']);
}
