import { App, HTTPReceiver } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import type { Log } from '#core/process/log.ts';
import { sentence } from '../../wording.ts';
import type { SlackConfig } from './config.ts';
import { slackLogger } from './logger.ts';

/** Bolt behind the shared server: it checks signatures and sorts what comes in; the listeners are in hear/. */
export function openBolt(config: SlackConfig, log: Log): { app: App; receiver: HTTPReceiver } {
  const logger = slackLogger(log);
  const receiver = new HTTPReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET,
    endpoints: '/slack/events',
    bodyLimit: 1_000_000,
    logger,
    unhandledRequestHandler: ({ response }) => {
      log.warn('a Slack request met no listener in time');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ response_type: 'ephemeral', text: sentence({ kind: 'too-late' }) }));
    },
  });
  const app = new App({
    token: config.SLACK_BOT_TOKEN,
    receiver,
    logger,
    clientOptions: { slackApiUrl: config.SLACK_API_URL, timeout: 10_000 },
    deferInitialization: true,
    tokenVerificationEnabled: false,
  });
  acknowledgeWhatIsKept(app);
  app.error(async (error) => log.error({ error }, 'a Slack listener failed'));
  return { app, receiver };
}

// Slack waits 3 s for an acknowledgement, and tells the event again after that.
const LATEST_ACK_MS = 2_500;

/**
 * Bolt acknowledges an event before anybody has heard it, and Slack never tells it again: who dies in between has lost a list.
 * So events are acknowledged when what they ask for is kept. What a person waits for is acknowledged at once by its listener.
 */
function acknowledgeWhatIsKept(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (event.body['type'] !== 'event_callback') return process(event);
    let acknowledged: Promise<void> | undefined;
    const acknowledge = () => {
      acknowledged ??= event.ack();
      return acknowledged;
    };
    const timer = setTimeout(acknowledge, LATEST_ACK_MS);
    try {
      await process({ ...event, ack: async () => {} });
    } finally {
      clearTimeout(timer);
      await acknowledge();
    }
  };
}

/** Everything that Slack sends comes to one path. The body must reach Bolt untouched: the signature is over its bytes. */
export function hangOn(server: FastifyInstance, receiver: HTTPReceiver, isOpen: () => boolean): void {
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
