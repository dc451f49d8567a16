import { z } from 'zod';
import { publicAddress } from '../../public-address.ts';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

// Who could set these could sign in Teams' name, so they lead nowhere but to a Teams on this machine.
const onThisMachine = z
  .url()
  .refine((url) => loopback.test(url))
  .optional()
  .describe('an http address on this machine: it is for tests alone');

// Azure shows them in large letters here and there, and Teams in small ones.
const id = z.uuid().toLowerCase();

const settings = z.object({
  TEAMS_APP_ID: id.describe('the app ID of your bot, like 11111111-2222-3333-4444-555555555555'),
  TEAMS_APP_PASSWORD: z.string().min(1).describe('the client secret of your bot'),
  TEAMS_TENANT_ID: id.describe('the ID of your Microsoft 365 tenant, like 11111111-2222-3333-4444-555555555555'),
  TEAMS_TARGETED_MESSAGES: z
    .stringbool()
    .default(false)
    .describe('1 or 0: whether the app was installed from the manifest with slash commands and private messages'),
  TEAMS_OPENID_URL: onThisMachine,
  TEAMS_LOGIN_URL: onThisMachine,
  PUBLIC_URL: publicAddress,
});

/** One bot in one tenant. With a login on this machine everything that Teams is may be there. */
export const TeamsConfig = settings.superRefine(({ TEAMS_LOGIN_URL, PUBLIC_URL }, context) => {
  if (TEAMS_LOGIN_URL || PUBLIC_URL) return;
  const what = `is missing: it must be ${settings.shape.PUBLIC_URL.description}, where people give lists to channels of Teams`;
  context.addIssue({ code: 'custom', path: ['PUBLIC_URL'], message: what });
});
export type TeamsConfig = z.infer<typeof TeamsConfig>;

const names = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'];

/** No Teams setting: Teams is off, and nothing of it is loaded. */
export const wantsTeams = (env: NodeJS.ProcessEnv): boolean => names.some((name) => Boolean(env[name]));
