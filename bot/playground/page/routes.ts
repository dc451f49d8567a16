import { readFileSync } from 'node:fs';
import type { FastifyError, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { ACT_BODY_LIMIT, Act, perform } from './act.ts';
import { bundleAssets } from './assets.ts';
import { onlyFromThisMachine } from './guard.ts';
import { MAIL_HEADERS, PAGE_HEADERS } from './headers.ts';
import { streamState } from './live.ts';
import { mailPage } from './mail-page.ts';
import type { PageNeeds } from './needs.ts';
import { attachment, missing } from './reply.ts';
import { shell } from './shell.ts';
import { look, makeNumbering } from './state.ts';
import { hangTeams } from './teams-routes.ts';

const WithPerson = z.object({ person: z.string().optional(), chat: z.enum(['slack', 'teams']).catch('slack') });
const JSON_TYPE = 'application/json; charset=utf-8';

const WithId = z.object({ id: z.string() });

/** The playground: one page on which to be three people, the server behind it, and the sample list. */
export function playgroundPage(needs: PageNeeds): FastifyPluginAsync {
  const { slack, mailbox, workspace } = needs;

  return async (app) => {
    const assets = await bundleAssets();
    const sample = readFileSync(new URL('sample.csv', import.meta.url));
    const number = makeNumbering();
    const streams = new Set<() => void>();

    app.addHook('onRequest', onlyFromThisMachine);
    app.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS));
    app.addHook('preClose', async () => {
      for (const stop of streams) stop();
    });

    app.setErrorHandler<FastifyError>((error, _request, reply) => {
      return reply.code(error.statusCode ?? 500).send({ error: error.message });
    });

    app.get('/playground', async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(shell(workspace.name)),
    );

    app.get('/playground/', async (_request, reply) => reply.redirect('/playground'));

    app.get('/playground/assets/:id', async (request, reply) => {
      const asset = assets.get(WithId.parse(request.params).id);
      return asset ? reply.type(asset.type).send(asset.content) : missing(reply, 'There is no such asset.');
    });

    app.get('/playground/state', async (request, reply) => {
      const { person, chat } = whoLooks(request.query);
      const seen = look(needs, person, chat);
      if (!seen) return missing(reply, 'Nobody here has that id.');
      return reply.type(JSON_TYPE).send(number(JSON.stringify(seen)));
    });

    app.get('/playground/live', { exposeHeadRoute: false }, async (request, reply) => {
      const { person, chat } = whoLooks(request.query);
      if (!look(needs, person)) return missing(reply, 'Nobody here has that id.');

      reply.hijack();
      reply.raw.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      const stop = streamState(reply.raw, { look: () => look(needs, person, chat), number, subscribe: everything });
      streams.add(stop);
      reply.raw.once('close', () => streams.delete(stop));
      if (chat === 'teams') needs.teams?.begin().catch((error) => request.log.error({ error }, 'Teams did not start'));
    });

    app.post('/playground/act', { bodyLimit: ACT_BODY_LIMIT }, async (request, reply) => {
      const act = Act.safeParse(request.body);
      if (!act.success) return reply.code(400).send({ error: z.prettifyError(act.error) });
      if (!look(needs, act.data.person)) return missing(reply, 'Nobody here has that id.');

      const options = await perform(slack.hands, act.data);
      const seen = look(needs, act.data.person);
      const state = seen ? number(JSON.stringify(seen)) : 'null';
      return reply.type(JSON_TYPE).send(`{"state":${state},"options":${JSON.stringify(options ?? [])}}`);
    });

    if (needs.teams) hangTeams(app, { needs, teams: needs.teams, number });

    app.get('/playground/files/:id', async (request, reply) => {
      const { person } = whoLooks(request.query);
      const file = slack.file(WithId.parse(request.params).id, person);
      if (!file) return missing(reply, 'There is no such file, or this person may not see it.');
      return attachment(reply, file.name).send(Buffer.from(file.content));
    });

    app.get('/playground/mails/:id', async (request, reply) => {
      const { id } = WithId.parse(request.params);
      const html = mailbox.list().find((mail) => mail.id === id)?.html;
      if (html === undefined) return missing(reply, 'There is no such mail.');
      return reply.headers(MAIL_HEADERS).type('text/html; charset=utf-8').send(mailPage(html));
    });

    app.get('/playground/mails/:id/text', async (request, reply) => {
      const { id } = WithId.parse(request.params);
      const mail = mailbox.list().find((one) => one.id === id);
      if (!mail) return missing(reply, 'There is no such mail.');
      return reply.type('text/plain; charset=utf-8').send(mail.text);
    });

    app.get('/playground/sample.csv', async (_request, reply) => attachment(reply, 'sample.csv').send(sample));
  };

  function whoLooks(query: unknown) {
    const { person = workspace.firstPerson, chat } = WithPerson.parse(query);
    return { person, chat };
  }

  function everything(heard: () => void): () => void {
    const ends = [slack.subscribe(heard), mailbox.subscribe(heard), needs.teams?.subscribe(heard) ?? (() => {})];
    return () => {
      for (const end of ends) end();
    };
  }
}
