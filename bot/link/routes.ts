import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findInvitation } from '#core/link/find-invitation.ts';
import type { Db } from '#core/store/db.ts';
import { contentSecurityPolicy } from './frame.ts';
import { linkPage, troublePage } from './page.ts';

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'content-type': 'text/html; charset=utf-8',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** 32 bytes as base64url. Anything else is no token of ours, and the database need not be asked. */
const Token = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** The member's page. Looking at it, by whoever and however often, changes nothing. */
export async function hangLinkPage(server: FastifyInstance, { db }: { db: Db }): Promise<void> {
  server.get('/link/:token', { errorHandler: closedPage }, async (request, reply) => {
    const { data } = Token.safeParse(request.params);
    const { status, html } = linkPage(data && (await findInvitation(db, data.token)));
    return reply.code(status).headers(headers).send(html);
  });
}

/** Whoever opens a link while something is wrong here sees a page, not our errors. */
const closedPage: FastifyInstance['errorHandler'] = (error, request, reply) => {
  request.log.error({ error }, 'a link page failed');
  return reply.code(503).headers(headers).send(troublePage());
};
