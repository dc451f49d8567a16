import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import { z } from 'zod';
import { answerHealth, type Health } from './health.ts';
import { type Log, reference } from './log.ts';
import type { Registry } from './metrics.ts';
import { StartError } from './start-error.ts';

export const serverConfig = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('an address of this machine'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('a number between 0 and 65535'),
});
export type ServerConfig = z.infer<typeof serverConfig>;

// What a chat platform or a browser sends is small. A file comes by its own way.
const BODY_BYTES = 1_000_000;

/** How long a request may take to arrive: whoever sends it byte by byte must not hold a connection. */
export type Patience = { headersMs: number; requestMs: number; silenceMs: number };
// The largest list that may be uploaded, on a slow line.
const PATIENCE: Patience = { headersMs: 5_000, requestMs: 60_000, silenceMs: 60_000 };

// Where a proxy stands before us, it says who asks. It stands on this machine or in a network of our own.
const PROXIES = ['loopback', 'linklocal', 'uniquelocal'];

export type Server = {
  app: FastifyInstance;
  /** Register routes on `app` before. Returns where it listens, with the real port when 0 was asked for. */
  listen(): Promise<string>;
  /** From now on says "later" to everything but health, while what has begun goes on. */
  drain(): void;
  /** Waits for what has begun. */
  close(): Promise<void>;
};

export function openServer(
  { HOST, PORT }: ServerConfig,
  { log, metrics, health }: { log: Log; metrics: Registry; health: Health },
  { headersMs, requestMs, silenceMs }: Patience = PATIENCE,
): Server {
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    trustProxy: PROXIES,
    rewriteUrl: ({ url = '/' }) => readable(url),
    requestTimeout: requestMs,
    connectionTimeout: silenceMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: headersMs / 5 },
    forceCloseConnections: 'idle',
    // We answer 503 ourselves, in `drain`; Fastify's own would also cover health.
    return503OnClosing: false,
  });
  let draining = false;
  answerHealth(app, { health, metrics, isDraining: () => draining });
  app.addHook('onRequest', async (request, reply) => {
    if (!draining || request.routeOptions.config.isHealth) return;
    return reply.code(503).headers({ 'retry-after': '5', connection: 'close' }).send({ status: 'stopping' });
  });

  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
  app.setErrorHandler((error, request, reply) => apologise(error, { request, reply, log }));

  return {
    app,
    listen: () => app.listen({ host: HOST, port: PORT }).catch((error) => refuse(error, HOST, PORT)),
    drain: () => {
      draining = true;
    },
    close: async () => {
      await app.close();
    },
  };
}

/** An address that cannot be decoded is one that leads nowhere; Fastify's own answer would repeat it. */
function readable(url: string): string {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return url;
  } catch {
    return url.replaceAll('%', '%25');
  }
}

type Answering = { request: FastifyRequest; reply: FastifyReply; log: Log };

/** What goes wrong inside is for the log; who asked gets a number that the log knows too. */
function apologise(error: unknown, { request, reply, log }: Answering): FastifyReply {
  const status = statusOf(error);
  if (status < 500) return reply.code(status).send({ error: 'That request cannot be answered.' });

  const number = reference();
  log.error({ error, reference: number, route: request.routeOptions.url }, 'a request failed');
  return reply.code(500).send({ error: 'Something went wrong on our side.', reference: number });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function refuse(error: unknown, host: string, port: number): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') throw new StartError(`PORT ${port} is taken: something else listens there already.`);
  if (code === 'EACCES') throw new StartError(`PORT ${port} may not be used by this user: take one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    throw new StartError(`HOST ${host} is no address of this machine.`);
  throw error;
}
