import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { downloadFile } from './download-route.ts';
import { answerResponseUrl } from './response-route.ts';
import { uploadedBytes } from './uploads.ts';
import { callMethod } from './web-api/call.ts';
import type { World } from './world.ts';

export type HttpAnswer = { status: number; headers?: Record<string, string>; body: string | Uint8Array };

/** Slack's own side of HTTP: the Web API, files, and the addresses that it hands out. */
export function makeServer(world: World): Server {
  return createServer(async (request, response) => {
    try {
      const answer = await route(world, request, await readBody(request));
      // Without an answer the connection breaks, as a fault asks for it.
      if (!answer) response.destroy();
      else reply(response, answer);
    } catch (error) {
      console.error('The Slack double failed', error);
      reply(response, json(500, { ok: false, error: 'internal_error' }));
    }
  });
}

async function route(world: World, request: IncomingMessage, body: Buffer): Promise<HttpAnswer | undefined> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const { headers, method } = request;

  if (method === 'GET' && pathname.startsWith('/files-pri/'))
    return downloadFile(world, pathname, headers.authorization);
  if (method !== 'POST') return json(404, { ok: false, error: 'not_found' });

  if (pathname.startsWith('/api/')) {
    const {
      status,
      headers: extra = {},
      answer,
    } = callMethod(world, pathname.slice('/api/'.length), { headers, body });
    return answer && json(status, answer, extra);
  }
  if (pathname.startsWith('/responses/')) return answerResponseUrl(world, pathname, body);
  if (pathname.startsWith('/upload/')) {
    const content = await uploadedBytes(headers['content-type'], body);
    const taken = world.uploads.receive(pathname, content);
    return taken ? { status: 200, body: `OK - ${content.byteLength}` } : { status: 400, body: 'unexpected upload' };
  }
  return json(404, { ok: false, error: 'not_found' });
}

export function json(status: number, value: Record<string, unknown>, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function reply(response: ServerResponse, { status, headers = {}, body }: HttpAnswer): void {
  response.writeHead(status, headers).end(body);
}
