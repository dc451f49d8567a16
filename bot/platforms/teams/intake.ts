import type { FastifyInstance } from 'fastify';
import type { Log } from '#core/process/log.ts';
import { Activity } from './activity.ts';
import { serviceAddress } from './hosts.ts';
import { type Answer, type Door, KeysAwayError, NotTeamsError } from './sdk.ts';

// What Teams tells is small: a list comes by its own way.
const BODY_BYTES = 256 * 1024;

type Guard = {
  tenantId: string;
  local: boolean;
  log: Log;
  /** Undefined until we hear, and once we stop. */
  door: () => Door | undefined;
};

/** Teams sends everything to one path of the shared server. What is not from our tenant never gets to the SDK. */
export function hangIntake(app: FastifyInstance, guard: Guard): void {
  app.post('/api/messages', { bodyLimit: BODY_BYTES }, async (request, reply) => {
    const { data: activity } = Activity.safeParse(request.body);
    if (!activity) return reply.code(400).send({ error: 'unreadable' });

    const { authorization } = request.headers;
    if (!authorization || !isOurs(activity, guard)) return refuse();
    const door = guard.door();
    if (!door) return reply.code(503).header('retry-after', '5').send({ error: 'not-ready' });

    try {
      const answer = (await door.admit(authorization, activity)) ?? heard;
      return reply.code(answer.status).send(answer.body);
    } catch (error) {
      if (error instanceof NotTeamsError) return refuse(error);
      if (!(error instanceof KeysAwayError)) throw error;
      guard.log.warn({ error }, 'what Teams tells cannot be checked');
      return reply.code(503).header('retry-after', '5').send({ error: 'not-ready' });
    }

    function refuse(error?: NotTeamsError) {
      guard.log.warn({ reason: reason(error) }, 'a request that is not from our Teams was refused');
      return reply.code(401).send({ error: 'refused' });
    }
  });
}

const heard: Answer = { status: 200, body: {} };

/** Both places that name a tenant name ours, and what it wants answered stands where Teams does. */
function isOurs({ channelData, conversation, serviceUrl }: Activity, { tenantId, local }: Guard): boolean {
  const tenants = [channelData.tenant.id, conversation.tenantId];
  return tenants.every((tenant) => tenant === tenantId) && serviceAddress(serviceUrl, { local }) !== undefined;
}

const reason = (error: NotTeamsError | undefined): string =>
  error?.cause instanceof Error ? error.cause.message.slice(0, 200) : 'another tenant or service';
