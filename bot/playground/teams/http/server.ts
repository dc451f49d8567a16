import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerConnector } from '../connector/route.ts';
import type { Door } from '../faults.ts';
import { note } from '../log.ts';
import type { World } from '../world.ts';
import { download, upload } from './files.ts';
import { grant, keys, metadata } from './identity.ts';
import { problem, type Reply } from './reply.ts';

/** The Bot Connector, the login, the keys, and OneDrive. */
export function makeServer(world: World): Server {
  return createServer((request, response) => {
    void take(world, request)
      .then((reply) => send(response, reply))
      .catch((error) => {
        world.log.violations.push({ where: request.url ?? '', messages: [String(error)] });
        response.destroy();
      });
  });
}

async function take(world: World, request: IncomingMessage): Promise<Reply> {
  const bytes = await bodyOf(request);
  const url = new URL(request.url ?? '/', world.url());
  const method = request.method ?? 'GET';
  const reply = await answer(world, { method, url, bytes, headers: request.headers });
  note(world.log.calls, {
    method,
    path: decodeURIComponent(url.pathname) + url.search,
    status: reply.status,
    body: read(bytes),
  });
  if (reply.delayMs) await pause(reply.delayMs);
  return reply;
}

type Asked = { method: string; url: URL; bytes: Buffer; headers: IncomingMessage['headers'] };

async function answer(world: World, { method, url, bytes, headers }: Asked): Promise<Reply> {
  const [, area = '', first = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  if (method === 'GET' && url.pathname === '/v1/.well-known/openidconfiguration')
    return faulty('keys', () => metadata(world));
  if (method === 'GET' && url.pathname === '/v1/keys') return faulty('keys', () => keys(world));
  if (method === 'POST' && area === 'login' && rest.join('/') === 'oauth2/v2.0/token') {
    return faulty('token', () => grant(world, first, bytes.toString('utf8')));
  }
  if (method === 'GET' && area === 'files') {
    const asked = { id: first, key: url.searchParams.get('tempauth'), authorization: headers.authorization };
    return faulty('download', () => download(world, asked));
  }
  if (method === 'PUT' && area === 'upload') {
    return faulty('upload', () => upload(world, first, { range: headers['content-range'], content: bytes }));
  }
  if (area === 'amer' && first === 'v3') {
    const asked = {
      method,
      path: rest,
      query: url.searchParams,
      body: read(bytes),
      authorization: headers.authorization,
    };
    return answerConnector(world, asked, faulty);
  }
  return problem(404, 'NotFound');

  function faulty(door: Door, work: () => Reply): Reply {
    const { takesEffect = false, delayMs = 0, ...failure } = world.faultBox.take(door) ?? {};
    if (Object.keys(failure).length === 0) return { ...work(), delayMs };
    if (takesEffect) work();
    const { status = 500, code = 'ServiceError', retryAfter, dropConnection = false } = failure;
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { ...problem(retryAfter === undefined ? status : 429, code), headers, dropped: dropConnection, delayMs };
  }
}

function read(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function send(response: ServerResponse, { status, headers = {}, answer, bytes, dropped }: Reply): void {
  if (dropped) response.destroy();
  else if (answer)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer));
  else response.writeHead(status, headers).end(bytes);
}
