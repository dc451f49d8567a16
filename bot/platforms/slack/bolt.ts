import { App, type Receiver } from '@slack/bolt';
import type { Log } from '#core/process/log.ts';
import { countInFlight, type InFlight } from '../in-flight.ts';
import type { Desk, Desks } from './desk.ts';
import { whose } from './hear/whose.ts';
import { slackLogger } from './logger.ts';

export type Bolt = {
  app: App;
  inFlight: InFlight;
  /** The desk that what Slack sent with this body belongs to. */
  deskFor(body: object): Desk;
};

/** Bolt sorts what comes in; the listeners are in hear/. No token is given to it: answers go through the desks. */
export function openBolt(receiver: Receiver, desks: Desks, log: Log): Bolt {
  const known = new WeakMap<object, Desk>();
  const deskFor = (body: object) => {
    const desk = known.get(body);
    if (!desk) throw new Error('Nobody knows whose event this is');
    return desk;
  };
  const app = new App({
    receiver,
    logger: slackLogger(log),
    authorize: async (_source, body) => ({ botUserId: body ? deskFor(body).at.botUserId : '' }),
  });
  app.error(async (error) => log.error({ error }, 'a Slack listener failed'));

  const inFlight = countInFlight();
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => inFlight.during(receive(event));

  /** Whatever Slack signed for somebody whom we do not work for ends here: received, and nothing else. */
  async function receive(event: Parameters<App['processEvent']>[0]): Promise<void> {
    const desk = await firstDesk(desks, whose(event.body)).catch((error: unknown) => {
      // Not acknowledged, so Slack tells it again.
      log.error({ error }, 'nobody can know whose event this is');
      throw error;
    });
    if (!desk) {
      log.warn('Slack sent something of a workspace that is not ours');
      return event.ack();
    }
    known.set(event.body, desk);
    await (event.body['type'] === 'event_callback' ? acknowledgeWhatIsKept(event, process) : process(event));
  }

  return { app, inFlight, deskFor };
}

async function firstDesk(desks: Desks, workspaceIds: string[]): Promise<Desk | undefined> {
  for (const workspaceId of workspaceIds) {
    const desk = await desks.of(workspaceId);
    if (desk) return desk;
  }
  return undefined;
}

// Slack waits 3 s for an acknowledgement, and tells the event again after that.
const LATEST_ACK_MS = 2_500;

/**
 * Bolt acknowledges an event before anybody has heard it, and Slack never tells it again: who dies in between has lost a list.
 * So events are acknowledged when what they ask for is kept. What a person waits for is acknowledged at once by its listener.
 */
async function acknowledgeWhatIsKept(
  event: Parameters<App['processEvent']>[0],
  process: App['processEvent'],
): Promise<void> {
  let acknowledged: Promise<void> | undefined;
  const acknowledge = () => {
    acknowledged ??= event.ack();
    return acknowledged;
  };
  // Where it cannot be said any more, that shows below.
  const timer = setTimeout(() => void acknowledge().catch(() => {}), LATEST_ACK_MS);
  try {
    await process({ ...event, ack: async () => {} });
  } finally {
    clearTimeout(timer);
    await acknowledge();
  }
}
