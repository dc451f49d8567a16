import { responseMessage, showResponse } from '../deliver/response.ts';
import { SlackError } from '../web-api/method.ts';
import type { World } from '../world.ts';
import { type Reply, refusal } from './reply.ts';

/** A POST to a response_url. */
export function answerResponseUrl(world: World, path: string, body: Buffer): Reply {
  const to = world.responseUrls.use(path);
  if (!to) return refusal(new SlackError('expired_url'), 404);

  const said = responseMessage.safeParse(parse(body));
  if (!said.success) return refusal(new SlackError('invalid_payload'), 500);
  try {
    showResponse(world, 'response_url', to, said.data);
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (error instanceof SlackError) return refusal(error, 500);
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
