import { HTTPReceiver } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import type { Log } from '#core/process/log.ts';
import { sentence } from '../../wording.ts';
import type { Intake } from './intake.ts';
import { slackLogger } from './logger.ts';

/** Slack sends everything to one path of the shared server, and Bolt checks its signatures. */
export function httpIntake(signingSecret: string, server: FastifyInstance, log: Log): Intake {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    bodyLimit: 1_000_000,
    logger: slackLogger(log),
    unhandledRequestHandler: ({ response }) => {
      log.warn('a Slack request met no listener in time');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ response_type: 'ephemeral', text: sentence({ kind: 'too-late' }) }));
    },
  });
  let open = false;
  hangOn(server, receiver, () => open);

  return {
    receiver,
    async open() {
      open = true;
    },
    isOpen: () => open,
    async close(answered) {
      open = false;
      await answered;
    },
  };
}

/** The body must reach Bolt untouched: the signature is over its bytes. */
function hangOn(server: FastifyInstance, receiver: HTTPReceiver, isOpen: () => boolean): void {
  server.register(async (slack) => {
    slack.removeAllContentTypeParsers();
    slack.addContentTypeParser('*', (_request, _payload, done) => done(null));
    slack.post('/slack/events', (request, reply) => {
      // Slack tells events again; whoever pressed something is told by Slack that we are not there.
      if (!isOpen()) {
        reply.code(503).send();
        return;
      }
      reply.hijack();
      try {
        receiver.requestListener(request.raw, reply.raw);
      } catch {
        // Bolt throws on a path that is not its own; an encoded one is ours for Fastify and not for Bolt.
        reply.raw.writeHead(404).end();
      }
    });
  });
}
