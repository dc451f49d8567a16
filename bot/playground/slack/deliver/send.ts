import { createHmac } from 'node:crypto';
import type { Sockets } from '../sockets.ts';
import type { World } from '../world.ts';

/** Slack's receivers compare these exactly; a charset behind them is refused. */
type ContentType = 'application/x-www-form-urlencoded' | 'application/json';
type Delivery = { contentType: ContentType; body: string; headers?: Record<string, string> };

export type Ack =
  | { ok: true; body: string }
  | {
      ok: false;
      error: 'dispatch_failed' | 'operation_timeout';
      retryReason: 'http_error' | 'http_timeout' | 'connection_failed';
    };

/** Sends a signed request to the bot and waits for its acknowledgement, at most 3 s. */
export async function send(world: World, delivery: Delivery): Promise<Ack> {
  return world.app?.appToken ? sendThroughSocket(world, world.app.sockets, delivery) : sendOverHttp(world, delivery);
}

async function sendOverHttp(world: World, { contentType, body, headers = {} }: Delivery): Promise<Ack> {
  if (!world.deliverTo) return { ok: false, error: 'dispatch_failed', retryReason: 'connection_failed' };

  const tooLate = AbortSignal.timeout(world.deadlines.ack);
  try {
    const response = await fetch(world.deliverTo, {
      method: 'POST',
      headers: { 'content-type': contentType, 'user-agent': 'Slackbot 1.0', ...signed(world, body), ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([tooLate, world.ended]),
    });
    const answer = silent(await response.text());
    return response.status === 200
      ? { ok: true, body: answer }
      : { ok: false, error: 'dispatch_failed', retryReason: 'http_error' };
  } catch {
    if (tooLate.aborted) return { ok: false, error: 'operation_timeout', retryReason: 'http_timeout' };
    return { ok: false, error: 'dispatch_failed', retryReason: 'connection_failed' };
  }
}

/** docs.slack.dev, using Socket Mode: the same content in an envelope, unsigned, and the answer with the envelope's id. */
async function sendThroughSocket(world: World, sockets: Sockets, delivery: Delivery): Promise<Ack> {
  if (sockets.open() === 0) return { ok: false, error: 'dispatch_failed', retryReason: 'connection_failed' };
  const patience = AbortSignal.any([AbortSignal.timeout(world.deadlines.ack), world.ended]);
  const answer = await sockets.send(enveloped(delivery), patience);
  if (answer === undefined) return { ok: false, error: 'operation_timeout', retryReason: 'http_timeout' };
  return { ok: true, body: silent(answer) };
}

function enveloped({ contentType, body, headers = {} }: Delivery): Record<string, unknown> {
  if (contentType === 'application/json') {
    const retry = {
      retry_attempt: Number(headers['x-slack-retry-num'] ?? 0),
      retry_reason: headers['x-slack-retry-reason'] ?? '',
    };
    return { type: 'events_api', payload: JSON.parse(body), accepts_response_payload: false, ...retry };
  }
  const fields = Object.fromEntries(new URLSearchParams(body));
  const { payload } = fields;
  if (payload === undefined) return { type: 'slash_commands', payload: fields, accepts_response_payload: true };
  return { type: 'interactive', payload: JSON.parse(payload), accepts_response_payload: true };
}

/** An empty object says as little as an empty body. */
const silent = (body: string): string => (['', '{}'].includes(body.trim()) ? '' : body);

/** docs.slack.dev, verifying requests: HMAC-SHA256 of version, time and body. */
function signed({ bot }: World, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', bot.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

export function sendForm(world: World, fields: Record<string, string>): Promise<Ack> {
  return send(world, {
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  });
}

/** Buttons, dialogs, shortcuts and option lists arrive as JSON in a form field. */
export function sendInteraction(world: World, payload: Record<string, unknown>): Promise<Ack> {
  return sendForm(world, { payload: JSON.stringify(payload) });
}
