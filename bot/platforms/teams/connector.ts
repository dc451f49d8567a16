import { z } from 'zod';
import { RefusalError, SilenceError } from './fault.ts';
import { serviceAddress } from './hosts.ts';
import { keepPauses } from './pauses.ts';
import type { Tokens } from './tokens.ts';

/** A conversation, with or without the thread in it, and where its Teams stands. */
export type Address = { serviceUrl: string; conversation: string };

export type Outgoing = Record<string, unknown>;

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export type Connector = {
  /** The id of the message. */
  post(at: Address, activity: Outgoing): Promise<string>;
  /** The same for one person alone in a conversation of many, which the SDK would make public. */
  whisper(at: Address, recipient: { id: string }, activity: Outgoing): Promise<string>;
  put(at: Address, activityId: string, activity: Outgoing): Promise<void>;
  remove(at: Address, activityId: string): Promise<void>;
  /** Whom the roster of a conversation has under this id. */
  member(at: Address, userId: string): Promise<unknown>;
  /** The conversation with one person alone, which is always the same. */
  open(serviceUrl: string, person: { id: string }): Promise<string>;
};

type Needs = { tokens: Tokens; appId: string; tenantId: string; local: boolean };

const PATIENCE_MS = 10_000;

const Id = z.object({ id: z.string().min(1) });
const Problem = z.object({ error: z.object({ code: z.string().max(200) }) });

/** Nothing is repeated here: whoever asked knows whether it may be. */
export function openConnector({ tokens, appId, tenantId, local }: Needs): Connector {
  const pauses = keepPauses();
  const bot = { id: `28:${appId}` };
  const messages = ({ conversation }: Address) => `v3/conversations/${encodeURIComponent(conversation)}/activities`;

  return {
    post: (at, activity) =>
      pauses.keep(
        at.conversation,
        async () => Id.parse(await ask(at.serviceUrl, 'POST', messages(at), { ...activity, from: bot })).id,
      ),
    async whisper(at, recipient, activity) {
      const body = { ...activity, from: bot, recipient };
      return Id.parse(await ask(at.serviceUrl, 'POST', `${messages(at)}?isTargetedActivity=true`, body)).id;
    },
    put: (at, id, activity) =>
      pauses.keep(at.conversation, async () => {
        await ask(at.serviceUrl, 'PUT', `${messages(at)}/${encodeURIComponent(id)}`, { ...activity, id, from: bot });
      }),
    async remove(at, id) {
      await ask(at.serviceUrl, 'DELETE', `${messages(at)}/${encodeURIComponent(id)}`);
    },
    member: ({ serviceUrl, conversation }, userId) =>
      ask(
        serviceUrl,
        'GET',
        `v3/conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(userId)}`,
      ),
    async open(serviceUrl, person) {
      const wanted = {
        ...{ bot, members: [person], isGroup: false, tenantId },
        channelData: { tenant: { id: tenantId } },
      };
      return Id.parse(await ask(serviceUrl, 'POST', 'v3/conversations', wanted)).id;
    },
  };

  async function ask(serviceUrl: string, method: string, path: string, body?: Outgoing): Promise<unknown> {
    // Stored or told: our token goes to no other address.
    const base = serviceAddress(serviceUrl, { local });
    if (!base) throw new RefusalError(400, 'NotATeams');
    const token = await tokens.present();
    const response = await send(`${base}${path}`, { method, token, body });
    if (response.status !== 401) return answer(response);

    // It was not done, and the next token may be taken.
    await response.body?.cancel();
    tokens.drop(token);
    return answer(await send(`${base}${path}`, { method, token: await tokens.present(), body }));
  }
}

type Sent = { method: string; token: string; body: Outgoing | undefined };

async function send(url: string, { method, token, body }: Sent): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new SilenceError('No answer', { cause });
  }
}

async function answer(response: Response): Promise<unknown> {
  const { status, ok, headers } = response;
  const text = await response.text().catch((cause) => {
    throw new SilenceError('Half an answer', { cause });
  });
  if (ok) return parsed(text);
  if (status === 408 || status >= 500 || status < 400) throw new SilenceError(`${status}`);
  const { data } = Problem.safeParse(parsed(text));
  const seconds = Number(headers.get('retry-after'));
  throw new RefusalError(status, data?.error.code ?? '', seconds > 0 ? seconds * 1_000 : undefined);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new SilenceError('A page of somebody between us and Teams');
  }
}
