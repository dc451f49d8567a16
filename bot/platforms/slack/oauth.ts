import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { NewlyInstalled } from '#core/installations/install.ts';
import type { Rotation, Tokens } from '#core/installations/tokens.ts';
import { openAppClient, type Slack } from './clients.ts';

/** What the app shows to Slack when it asks for tokens. */
export type AppKeys = { clientId: string; clientSecret: string };

const Named = z.object({ id: z.string(), name: z.string().default('Slack') });

const Expiring = z.object({ refresh_token: z.string(), expires_in: z.number().positive() });

// https://docs.slack.dev/reference/methods/oauth.v2.access
const Answer = z.object({
  access_token: z.string().startsWith('xox'),
  token_type: z.literal('bot'),
  refresh_token: z.string().optional(),
  expires_in: z.number().positive().optional(),
});
const Grant = Answer.extend({
  app_id: z.string(),
  bot_user_id: z.string(),
  scope: z.string(),
  is_enterprise_install: z.boolean().default(false),
  team: Named.nullish(),
  enterprise: Named.nullish(),
  authed_user: z.object({ id: z.string() }),
});

/** Exchanges what somebody came back with for what was installed. Throws WebAPIPlatformError where Slack says no. */
export async function askForGrant(
  slack: Slack,
  { clientId, clientSecret }: AppKeys,
  { code, redirectUri }: { code: string; redirectUri: string },
): Promise<NewlyInstalled> {
  const asked = { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri };
  const grant = Grant.parse(await openAppClient(slack).oauth.v2.access(asked));
  const isEnterprise = grant.is_enterprise_install;
  const place = isEnterprise ? grant.enterprise : grant.team;
  if (!place) throw new Error('oauth.v2.access names neither workspace nor organisation');
  return {
    workspaceId: place.id,
    name: place.name,
    isEnterprise,
    appId: grant.app_id,
    botUserId: grant.bot_user_id,
    scopes: grant.scope.split(','),
    tokens: tokensIn(grant),
    installedBy: { userId: grant.authed_user.id },
  };
}

/** Exchanges a refresh token for the next tokens. */
export const askForTokens =
  (slack: Slack, { clientId, clientSecret }: AppKeys) =>
  async (refreshToken: string): Promise<Tokens> => {
    const asked = { client_id: clientId, client_secret: clientSecret, grant_type: 'refresh_token' as const };
    const answer = await openAppClient(slack).oauth.v2.access({ ...asked, refresh_token: refreshToken });
    return tokensIn(Answer.parse(answer));
  };

function tokensIn(answer: z.infer<typeof Answer>): Tokens {
  const { data: expiring } = Expiring.safeParse(answer);
  return { bot: answer.access_token, ...(expiring && { rotation: rotation(expiring) }) };
}

// Of 12 hours, 10 are over by then, and two are left for a Slack that is away.
const DUE_AFTER = 5 / 6;

function rotation({ refresh_token, expires_in }: z.infer<typeof Expiring>): Rotation {
  const after = (seconds: number) => new Date(Date.now() + seconds * 1000);
  return { refresh: refresh_token, dueAt: after(expires_in * DUE_AFTER), expiresAt: after(expires_in) };
}

/** Slack's code for why it said no. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;
