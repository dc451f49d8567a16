import { z } from 'zod';
import { publicAddress } from '../../public-address.ts';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
const isSafe = (url: string) => url.startsWith('https://') || loopback.test(url);

const settings = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/)
    .optional()
    .describe('a bot token that begins with xoxb-'),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional()
    .describe('the client ID of your Slack app, like 123.456'),
  SLACK_CLIENT_SECRET: z.string().min(1).optional().describe('the client secret of your Slack app'),
  SLACK_SIGNING_SECRET: z.string().min(1).optional().describe('the signing secret of your Slack app'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/)
    .optional()
    .describe('an app-level token that begins with xapp-'),
  SLACK_API_URL: z
    .url()
    .refine(isSafe)
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/')
    .describe('an https address, or http on this machine'),
  PUBLIC_URL: publicAddress,
});
type Settings = z.infer<typeof settings>;

/**
 * One workspace by its bot token, or many that install the app for themselves. What Slack tells comes over HTTP, where a
 * signature proves it, or through a connection that we open with the app-level token.
 */
export const SlackConfig = settings.superRefine((given, context) => {
  const wrong = firstWrong(given);
  if (wrong) context.addIssue({ code: 'custom', ...wrong });
});
export type SlackConfig = z.infer<typeof SlackConfig>;

type Wrong = { path: (keyof Settings)[]; message: string };

function firstWrong(given: Settings): Wrong | undefined {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, PUBLIC_URL } =
    given;
  const isMany = Boolean(SLACK_CLIENT_ID || SLACK_CLIENT_SECRET);
  if (SLACK_BOT_TOKEN && isMany) {
    return wrong('SLACK_BOT_TOKEN', 'is for one workspace and SLACK_CLIENT_ID for many: give one of the two');
  }
  if (isMany && !SLACK_CLIENT_ID) return missing('SLACK_CLIENT_ID');
  if (isMany && !SLACK_CLIENT_SECRET) return missing('SLACK_CLIENT_SECRET');
  if (!isMany && !SLACK_BOT_TOKEN) return missing('SLACK_BOT_TOKEN');
  if (!SLACK_SIGNING_SECRET && !SLACK_APP_TOKEN) return missing('SLACK_SIGNING_SECRET');
  if (isMany && !PUBLIC_URL) return missing('PUBLIC_URL', ', where Slack sends back who installs the app');
  if (isMany && PUBLIC_URL && !isSafe(PUBLIC_URL)) {
    return wrong('PUBLIC_URL', 'must begin with https://, since Slack sends back there who installs the app');
  }
  return undefined;
}

const wrong = (name: keyof Settings, message: string): Wrong => ({ path: [name], message });

const missing = (name: keyof Settings, why = ''): Wrong =>
  wrong(name, `is missing: it must be ${settings.shape[name].description}${why}`);

const names = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_APP_TOKEN'];

/** No Slack setting: Slack is off. */
export function wantsSlack(env: NodeJS.ProcessEnv): boolean {
  return names.some((name) => Boolean(env[name]));
}
