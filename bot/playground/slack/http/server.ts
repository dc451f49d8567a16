import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { uploadedBytes } from '../uploads.ts';
import { callMethod } from '../web-api/call.ts';
import { SlackError } from '../web-api/method.ts';
import type { World } from '../world.ts';
import { downloadFile } from './download.ts';
import { type Reply, refusal, withFault } from './reply.ts';
import { answerResponseUrl } from './response-url.ts';

/** Slack's own side of HTTP: the Web API, files, and the addresses that it hands out. */
export function makeServer(world: World): Server {
  return createServer(async (request, response) => {
    try {
      send(response, await delayed(world, await route(world, request, await readBody(request))));
    } catch (error) {
      if (world.ended.aborted) return;
      console.error('The Slack double failed', error);
      send(response, refusal(new SlackError('internal_error'), 500));
    }
  });
}

async function route(world: World, { url = '/', method, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  const { pathname } = new URL(url, 'http://localhost');
  const [, area = '', rest = ''] = pathname.split('/');
  const faulty = (name: string, work: () => Reply) => withFault(world, world.faultBox.take(name), work);

  if (method === 'GET' && area === 'files-pri') {
    return faulty('download', () => downloadFile(world, pathname, headers.authorization));
  }
  if (method === 'POST' && area === 'api') return callMethod(world, rest, { headers, body });
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
