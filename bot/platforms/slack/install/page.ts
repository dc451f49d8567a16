import type { FastifyReply } from 'fastify';
import { contentSecurityPolicy, frame } from '../../../link/frame.ts';
import { html } from '../../../link/html.ts';
import type { InstallWords } from '../../../wording.ts';

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'content-type': 'text/html; charset=utf-8',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

type Page = { status: number; words: InstallWords; link: string };

/** One heading, one sentence or two, and where to go from here. */
export function showPage(reply: FastifyReply, { status, words, link }: Page): FastifyReply {
  const body = [html`<p>${words.text}</p>`, html`<p><a href="${link}">${words.next}</a></p>`];
  const page = frame({ language: 'en', direction: 'ltr' }, words.title, body);
  return reply.code(status).headers(headers).send(page);
}
