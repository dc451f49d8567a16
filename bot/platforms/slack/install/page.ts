import type { FastifyReply } from 'fastify';
import { frame, pageHeaders } from '../../../page/frame.ts';
import { html } from '../../../page/html.ts';
import type { InstallWords } from '../../../wording.ts';

type Page = { status: number; words: InstallWords; link: string };

/** One heading, one sentence or two, and where to go from here. */
export function showPage(reply: FastifyReply, { status, words, link }: Page): FastifyReply {
  const body = [html`<p>${words.text}</p>`, html`<p><a href="${link}">${words.next}</a></p>`];
  const page = frame({ language: 'en', direction: 'ltr' }, words.title, body);
  return reply.code(status).headers(pageHeaders()).send(page);
}
