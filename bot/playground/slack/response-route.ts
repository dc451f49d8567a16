import { responseMessage, showResponse } from './deliver/response.ts';
import { type HttpAnswer, json } from './server.ts';
import { SlackError } from './web-api/method.ts';
import type { World } from './world.ts';

/** A POST to a response_url. */
export function answerResponseUrl(world: World, path: string, body: Buffer): HttpAnswer {
  const to = world.responseUrls.use(path);
  if (!to) return json(404, { ok: false, error: 'expired_url' });

  const said = responseMessage.safeParse(parse(body));
  if (!said.success) return json(500, { ok: false, error: 'invalid_payload' });
  try {
    showResponse(world, 'response_url', to, said.data);
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (error instanceof SlackError) return json(500, { ok: false, error: error.code, ...error.details });
    throw error;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
