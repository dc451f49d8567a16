import type { FastifyReply, FastifyRequest } from 'fastify';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const LOOPBACK_ADDRESS = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i;

/**
 * The playground lets whoever reaches it act as anybody, so only this machine may reach it. The Host header is checked
 * against DNS rebinding, origin and content type against forms on foreign pages.
 */
export async function onlyFromThisMachine(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const refusal = whyRefused(request);
  if (refusal) await reply.code(403).send({ error: refusal });
}

function whyRefused(request: FastifyRequest): string | undefined {
  const { host = '', origin } = request.headers;
  if (!LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '')) {
    return 'The playground answers only to this machine itself.';
  }
  if (!LOOPBACK_HOST.test(host)) {
    return 'The playground answers only under 127.0.0.1, localhost or [::1].';
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'The playground takes no orders from another page.';
  }
  if (!isJson(request.headers['content-type'])) {
    return 'The playground takes application/json only.';
  }
  return undefined;
}

function isJson(contentType = ''): boolean {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}
