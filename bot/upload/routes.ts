import multipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveUpload, uploadPage } from '#core/imports/receive-upload.ts';
import { makeUploadTicket, readUploadTicket } from '#core/imports/upload-ticket.ts';
import type { Operator, Place } from '#core/operator.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import { limitLooks } from '../link/limits.ts';
import { pageHeaders } from '../page/frame.ts';
import { refusalSentence, uploadWords as words } from '../wording.ts';
import { formPage, saidPage } from './page.ts';
import { readForm } from './read-form.ts';
import { script } from './script.ts';

const PREFIX = '/upload';

type UploadNeeds = { db: Db; secrets: Secrets };

/** Where one person can give one list to one conversation, for ten minutes. */
export const uploadAddress = (secrets: Secrets, publicUrl: string, operator: Operator, place: Place) =>
  `${publicUrl}${PREFIX}/${makeUploadTicket(secrets, operator, place)}`;

// Teams shows the page in a dialog of its own. learn.microsoft.com, "Use dialogs in Microsoft Teams bots".
const frames = ['https://teams.microsoft.com', 'https://*.teams.microsoft.com', 'https://*.cloud.microsoft'];

const Asked = z.object({ '*': z.string().min(1).max(4_000) });

/** The page on which a list is given where the chat itself takes no files. Looking at it, by whoever, uses nothing up. */
export async function hangUploadPage(server: FastifyInstance, { db, secrets }: UploadNeeds): Promise<void> {
  const routes = async (page: FastifyInstance) => {
    await page.register(multipart);
    const { looks, wrong } = await limitLooks(page);
    page.setErrorHandler(troubled);

    page.get('/*', async (request, reply) => {
      const found = await open(request, reply, looks);
      return found && show(reply, 200, formPage(found.limit));
    });

    page.post('/*', async (request, reply) => {
      const found = await open(request, reply, looks);
      if (!found) return reply;
      const read = await readForm(request, found.limit);
      if ('wrong' in read) return show(reply, read.status, formPage(found.limit, read.wrong));
      const received = await receiveUpload({ db, secrets }, found.ticket, read.list);
      if (!received.ok) return show(reply, 403, saidPage(words.refusedTitle, refusalSentence(received.refusal)));
      return show(reply, 200, saidPage(words.doneTitle, words.done));
    });

    /** Answers itself where there is no page to show. */
    async function open(request: FastifyRequest, reply: FastifyReply, count: typeof looks) {
      const { data: asked } = Asked.safeParse(request.params);
      const ticket = asked && readUploadTicket(secrets, asked['*']);
      const seconds = await (ticket ? count(request) : wrong(request));
      if (seconds !== undefined) {
        show(reply.header('retry-after', String(seconds)), 429, saidPage(words.closedTitle, words.busy));
        return undefined;
      }
      const found = ticket && { ticket, ...(await uploadPage({ db }, ticket)) };
      if (found?.isOpen) return found;
      const closed = refusalSentence({ code: 'upload-closed' });
      show(reply, ticket ? 410 : 404, saidPage(words.closedTitle, closed));
      return undefined;
    }
  };
  await server.register(routes, { prefix: PREFIX });
}

const show = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .code(status)
    .headers(pageHeaders({ form: true, script, frames }))
    .send(page);

/** Whoever gives a list while something is wrong here sees a page, not our errors. */
function troubled(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ error }, 'a list was not taken');
  return show(reply, status, saidPage(words.refusedTitle, words.trouble));
}
