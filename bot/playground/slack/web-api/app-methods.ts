import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type SlackApp, takeCode } from '../app.ts';
import type { Issued } from '../grants.ts';
import { type Reply, refusal, withFault } from '../http/reply.ts';
import { logCall } from '../log.ts';
import type { World } from '../world.ts';
import { parseBody } from './body.ts';
import { type Answer, SlackError } from './method.ts';

type Request = { headers: IncomingHttpHeaders; body: Buffer };
type Slack = { app: SlackApp; worlds: World[]; url: string };
type AppMethod = (slack: Slack, body: Record<string, unknown>, authorization: string) => Answer;

const Credentials = z.object({ client_id: z.string(), client_secret: z.string() });
const Exchange = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
  z.object({
    grant_type: z.literal('authorization_code').default('authorization_code'),
    code: z.string(),
    redirect_uri: z.string().optional(),
  }),
]);

/** What the app calls as itself, in no workspace. */
export const appMethods: Record<string, AppMethod> = {
  'oauth.v2.access'({ app, worlds }, body) {
    const shown = Credentials.safeParse(body);
    if (!shown.success || shown.data.client_id !== app.clientId) throw new SlackError('invalid_client_id');
    if (shown.data.client_secret !== app.clientSecret) throw new SlackError('bad_client_secret');
    const asked = Exchange.safeParse({ grant_type: 'authorization_code', ...body });
    if (!asked.success) throw new SlackError('invalid_arguments');

    if (asked.data.grant_type === 'refresh_token') return renewed(worlds, asked.data.refresh_token);
    const { world, person, scopes } = takeCode(app, asked.data.code, asked.data.redirect_uri);
    return { ...granted(world, world.grants.issue(), scopes), authed_user: { id: person } };
  },

  'apps.connections.open'({ app, url }, _body, authorization) {
    if (!app.appToken) throw new SlackError('not_allowed_token_type');
    if (authorization !== `Bearer ${app.appToken}`) throw new SlackError('invalid_auth');
    return { url: `${url.replace('http', 'ws')}${app.sockets.ticket()}` };
  },
};

function renewed(worlds: World[], refreshToken: string): Answer {
  for (const world of worlds) {
    const issued = world.grants.renew(refreshToken);
    if (issued) return granted(world, issued, world.scopes);
  }
  throw new SlackError('invalid_refresh_token');
}

/** docs.slack.dev, oauth.v2.access: installed for a whole organisation, it names no team. */
function granted({ workspace, enterprise, bot }: World, issued: Issued, scopes: string[]): Answer {
  const { token, refreshToken, expiresIn } = issued;
  return {
    access_token: token,
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: bot.userId,
    app_id: bot.appId,
    team: enterprise?.isInstalledForAll ? null : workspace,
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: enterprise?.isInstalledForAll === true,
    ...(refreshToken && { refresh_token: refreshToken, expires_in: expiresIn }),
  };
}

export function callAppMethod(slack: Slack, name: string, { headers, body }: Request): Reply | undefined {
  const [world] = slack.worlds;
  const method = appMethods[name];
  if (!method || !world) return undefined;

  const asked = parseBody(headers['content-type'], body);
  const reply = withFault(world, world.faultBox.take(name), () => {
    try {
      return { status: 200, answer: { ok: true, ...method(slack, asked, headers.authorization ?? '') } };
    } catch (error) {
      if (error instanceof SlackError) return refusal(error);
      throw error;
    }
  });
  const error = reply.answer?.['error'];
  const ok = reply.answer?.['ok'] === true;
  const { grant_type } = asked;
  logCall(world.log, {
    method: name,
    body: { ...(grant_type !== undefined && { grant_type }) },
    ok,
    ...(typeof error === 'string' && { error }),
  });
  return reply;
}
