import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findInvitation } from '#core/link/find-invitation.ts';
import type { Db } from '#core/store/db.ts';
import { pageHeaders } from '../page/frame.ts';
import { limitLooks } from './limits.ts';
import { busyPage, linkPage, troublePage } from './page.ts';

/** 32 bytes as base64url. Anything else is no token of ours, and the database need not be asked. */
const Asked = z.object({ '*': z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** The member's page: looking at it, by whoever, changes nothing. All else below its address is a link that does not work. */
export async function hangLinkPage(server: FastifyInstance, { db }: { db: Db }): Promise<void> {
  const routes = async (link: FastifyInstance) => {
    const { looks, wrong } = await limitLooks(link);
    const noLink = async (request: FastifyRequest, reply: FastifyReply) => {
      const seconds = await wrong(request);
      return seconds === undefined ? show(reply, linkPage(undefined)) : putOff(reply, seconds);
    };
    link.setErrorHandler(troubled);
    link.setNotFoundHandler(noLink);
    link.get('/*', async (request, reply) => {
      const { data: asked } = Asked.safeParse(request.params);
      if (!asked) return noLink(request, reply);
      const seconds = await looks(request);
      if (seconds !== undefined) return putOff(reply, seconds);
      const found = await findInvitation(db, asked['*']);
      return found ? show(reply, linkPage(found)) : noLink(request, reply);
    });
  };
  await server.register(routes, { prefix: '/link' });
}

type Shown = { status: number; html: string; logo?: string };

function show(reply: FastifyReply, { status, html, logo }: Shown): FastifyReply {
  return reply
    .code(status)
    .headers(pageHeaders({ ...(logo && { logo }) }))
    .send(html);
}

function putOff(reply: FastifyReply, seconds: number): FastifyReply {
  return show(reply.header('retry-after', String(seconds)), { status: 429, html: busyPage() });
}

/** Whoever opens a link while something is wrong here sees a page, not our errors. */
function troubled(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A body that nobody asked for.
  if ((error.statusCode ?? 500) < 500) return show(reply, linkPage(undefined));
  request.log.error({ error }, 'a link page failed');
  return show(reply, { status: 503, html: troublePage() });
}
