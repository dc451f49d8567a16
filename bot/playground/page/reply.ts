import type { FastifyReply } from 'fastify';

export function missing(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(404).send({ error });
}

/** RFC 6266: the plain name for old clients, the encoded one for all others. */
export function attachment(reply: FastifyReply, name: string): FastifyReply {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const type = name.toLowerCase().endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream';
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reply.type(type).header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
}
