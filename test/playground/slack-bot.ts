import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = {
  headers: IncomingHttpHeaders;
  raw: string;
  /** The form of a command, the payload of an interaction, or the JSON of an event. */
  body: Record<string, unknown>;
};

export type Answer = { status?: number; json?: unknown; text?: string } | undefined;

export type RawBot = {
  url: string;
  heard: Heard[];
  /** What the bot answers from now on; an empty 200 unless told. */
  answer(how: (heard: Heard) => Answer | Promise<Answer>): void;
  stop(): Promise<void>;
};

/** An answer that never comes. */
export const never = (): Promise<Answer> => new Promise(() => {});

/** A bot without any library: it keeps what it hears and answers as told. */
export async function startRawBot(): Promise<RawBot> {
  const heard: Heard[] = [];
  let how: (heard: Heard) => Answer | Promise<Answer> = () => undefined;

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const raw = Buffer.concat(parts).toString('utf8');
    const one = { headers: request.headers, raw, body: parse(request.headers['content-type'], raw) };
    heard.push(one);

    const answer = await how(one);
    response.writeHead(answer?.status ?? 200, answer?.json ? { 'content-type': 'application/json' } : {});
    response.end(answer?.json ? JSON.stringify(answer.json) : answer?.text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    heard,
    answer(next) {
      how = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function parse(contentType: string | undefined, raw: string): Record<string, unknown> {
  if (contentType === 'application/json') return JSON.parse(raw);
  const form = Object.fromEntries(new URLSearchParams(raw));
  return form['payload'] ? JSON.parse(form['payload']) : form;
}
