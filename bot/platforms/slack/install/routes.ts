import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { beginState } from '#core/installations/install-state.ts';
import { reference } from '#core/process/log.ts';
import { installWords } from '../../../wording.ts';
import { browserOf, cookieFor, newBrowser } from './cookie.ts';
import { finish, type InstallNeeds } from './finish.ts';
import { showPage } from './page.ts';
import { botScopes } from './scopes.ts';

const INSTALL = '/slack/install';
const REDIRECT = '/slack/oauth_redirect';

// Far more than people need, and each time back asks Slack, which counts too.
const TIMES_A_MINUTE = 60;

// Slack's own page gives both back; whatever else comes with them is of no interest.
const Back = z.object({
  code: z.string().max(500).optional(),
  state: z.string().max(500).optional(),
  error: z.string().max(100).optional(),
});

/** Where somebody installs the app: away to Slack's page, and back. Nothing else may ask for these, HEAD least of all: a code counts once. */
export function hangInstall(needs: InstallNeeds): void {
  const { app, secrets, publicUrl } = needs;
  const isSecure = publicUrl.startsWith('https://');
  const redirectUri = `${publicUrl}${REDIRECT}`;
  const link = `${publicUrl}${INSTALL}`;

  app.register(async (pages) => {
    // Whoever has one address of IPv6 has a whole /64 of them.
    await pages.register(rateLimit, { max: TIMES_A_MINUTE, timeWindow: 60_000, ipv6Subnet: 64 });
    pages.setErrorHandler((error: FastifyError, request, reply) => {
      if (error.statusCode === 429) return showPage(reply, { status: 429, words: installWords.tooOften, link });
      const number = reference();
      request.log.error({ error, reference: number }, 'an installation failed');
      return showPage(reply, { status: 500, words: installWords.trouble(number), link });
    });
    pages.get(INSTALL, { exposeHeadRoute: false }, begin);
    pages.get(REDIRECT, { exposeHeadRoute: false }, back);
  });

  async function begin(request: FastifyRequest, reply: FastifyReply) {
    const browser = browserOf(request.headers.cookie, isSecure) ?? newBrowser();
    const target = new URL('../oauth/v2/authorize', needs.slack.apiUrl);
    target.search = new URLSearchParams({
      client_id: needs.keys.clientId,
      scope: botScopes.join(','),
      redirect_uri: redirectUri,
      state: beginState(secrets, browser),
    }).toString();
    return reply
      .headers({
        'set-cookie': cookieFor(browser, isSecure),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      .redirect(target.href, 302);
  }

  async function back(request: FastifyRequest, reply: FastifyReply) {
    const { data: given = {} } = Back.safeParse(request.query);
    const browser = browserOf(request.headers.cookie, isSecure);
    const page = await finish(needs, { ...given, browser, redirectUri });
    return showPage(reply, { link, ...page });
  }
}
