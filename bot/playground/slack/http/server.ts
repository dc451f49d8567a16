import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { uploadedBytes } from '../uploads.ts';
import { callAppMethod } from '../web-api/app-methods.ts';
import { parseBody } from '../web-api/body.ts';
import { callMethod } from '../web-api/call.ts';
import { SlackError } from '../web-api/method.ts';
import type { World } from '../world.ts';
import { downloadFile } from './download.ts';
import { type Reply, refusal, withFault } from './reply.ts';
import { answerResponseUrl } from './response-url.ts';

/** Slack's own side of HTTP: the Web API, files, and the addresses that it hands out, for all of its workspaces. */
export function makeServer(worlds: [World, ...World[]]): Server {
  const [first] = worlds;
  const server = createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      const world = meant(worlds, request, body) ?? first;
      send(response, await delayed(world, await route({ worlds, world }, request, body)));
    } catch (error) {
      if (first.ended.aborted) return;
      console.error('The Slack double failed', error);
      send(response, refusal(new SlackError('internal_error'), 500));
    }
  });
  server.on('upgrade', (request, socket) => {
    if (first.app) first.app.sockets.accept(request, socket);
    else socket.destroy();
  });
  return server;
}

/** The workspace whose token, file or address this is. */
function meant(worlds: World[], { url = '/', headers }: IncomingMessage, body: Buffer): World | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  const [, area, part = ''] = pathname.split('/');
  if (area === 'files-pri') return worlds.find(({ workspace }) => part.startsWith(`${workspace.id}-`));
  if (area === 'responses') return worlds.find(({ workspace }) => part === workspace.id);
  if (area === 'upload') return worlds.find(({ uploads }) => uploads.expects(pathname));
  const given = headers.authorization?.replace(/^Bearer /, '') ?? parseBody(headers['content-type'], body)['token'];
  return worlds.find(({ grants }) => typeof given === 'string' && grants.knows(given));
}

type Asked = { worlds: World[]; world: World };

async function route(
  { worlds, world }: Asked,
  { url = '/', method, headers }: IncomingMessage,
  body: Buffer,
): Promise<Reply> {
  const { pathname } = new URL(url, 'http://localhost');
  const [, area = '', rest = ''] = pathname.split('/');
  const faulty = (name: string, work: () => Reply) => withFault(world, world.faultBox.take(name), work);

  if (method === 'GET' && area === 'files-pri') {
    return faulty('download', () => downloadFile(world, pathname, headers.authorization));
  }
  if (method === 'POST' && area === 'api') {
    const { app } = world;
    const answered = app && callAppMethod({ app, worlds, url: world.url() }, rest, { headers, body });
    return answered ?? callMethod(world, rest, { headers, body });
  }
  if (method === 'POST' && area === 'responses')
    return faulty('response_url', () => answerResponseUrl(world, pathname, body));
  if (method === 'POST' && area === 'upload') {
    const content = await uploadedBytes(headers['content-type'], body);
    return faulty('upload', () => takeUpload(world, pathname, content));
  }
  return refusal(new SlackError('not_found'), 404);
}

function takeUpload(world: World, path: string, content: Uint8Array): Reply {
  const taken = world.uploads.receive(path, content);
  return taken ? { status: 200, body: `OK - ${content.byteLength}` } : { status: 400, body: 'unexpected upload' };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

async function delayed({ ended }: World, reply: Reply): Promise<Reply> {
  if (reply.delayMs) await pause(reply.delayMs, undefined, { signal: ended });
  return reply.atLast?.() ?? reply;
}

function send(response: ServerResponse, { status, headers = {}, answer, body, dropped }: Reply): void {
  if (dropped) response.destroy();
  else if (answer) {
    const type = { 'content-type': 'application/json; charset=utf-8' };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(answer));
  } else response.writeHead(status, headers).end(body);
}
