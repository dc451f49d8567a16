import type { IncomingHttpHeaders } from 'node:http';
import { type Reply, refusal, tooManyRequests, withFault } from '../http/reply.ts';
import { logCall } from '../log.ts';
import type { World } from '../world.ts';
import { parseBody } from './body.ts';
import { type Method, needScope, SlackError, structured } from './method.ts';
import { methods } from './methods.ts';

type Request = { headers: IncomingHttpHeaders; body: Buffer };

/** One call of the Web API: the same checks in the same order as Slack's. */
export function callMethod(world: World, name: string, request: Request): Reply {
  const body = parseBody(request.headers['content-type'], request.body);
  const reply = withFault(world, world.faultBox.take(name), () =>
    answerCall(world, name, body, request.headers.authorization),
  );
  return log(world, name, body, reply);
}

function answerCall(world: World, name: string, body: Record<string, unknown>, authorization?: string): Reply {
  const method = methods[name];
  if (!method) return refusal(new SlackError('unknown_method', { req_method: name }));

  const wait = tokenError(world, body, authorization) ? undefined : tooMany(world, name, method, body);
  if (wait !== undefined) return tooManyRequests(wait);

  try {
    const wrong = tokenError(world, body, authorization);
    if (wrong) throw new SlackError(wrong);
    for (const scope of method.scopes) needScope(world, [scope]);

    const answer = method.call(body, world);
    return { status: 200, headers: scopeHeaders(world, method), answer: { ok: true, ...answer } };
  } catch (error) {
    if (error instanceof SlackError) return refusal(error);
    throw error;
  }
}

function tokenError({ grants }: World, body: Record<string, unknown>, authorization = ''): string | undefined {
  const token = authorization.replace(/^Bearer /, '') || body['token'];
  return typeof token === 'string' && token ? grants.refusal(token) : 'not_authed';
}

function tooMany(
  world: World,
  name: string,
  { tier }: Method,
  { channel }: Record<string, unknown>,
): number | undefined {
  return world.rateLimits.take(name, tier, typeof channel === 'string' ? channel : undefined);
}

const scopeHeaders = ({ scopes }: World, method: Method): Record<string, string> => ({
  'x-oauth-scopes': scopes.join(','),
  'x-accepted-oauth-scopes': method.scopes.join(','),
});

/** Structures that came as JSON text are logged as structures. */
function readable([key, value]: [string, unknown]): [string, unknown] {
  const parsed = structured.safeParse(value);
  return [
    key,
    ['blocks', 'view', 'attachments', 'metadata', 'files'].includes(key) && parsed.success ? parsed.data : value,
  ];
}

function log(world: World, method: string, body: Record<string, unknown>, reply: Reply): Reply {
  const { token: _secret, ...rest } = Object.fromEntries(Object.entries(body).map(readable));
  const error = reply.dropped ? 'connection_dropped' : reply.atLast ? 'answered_later' : reply.answer?.['error'];
  const ok = reply.answer?.['ok'] === true;
  logCall(world.log, { method, body: rest, ok, ...(typeof error === 'string' && !ok && { error }) });
  return reply;
}
