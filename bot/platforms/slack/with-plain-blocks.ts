import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { plainBlocks } from './plain-blocks.ts';
import { refusalIn } from './refusal-in.ts';

// What messages are refused with, and what views are.
const refusals = ['invalid_blocks', 'invalid_arguments'];

/**
 * A fetch that says the same once more in Slack's oldest blocks where it refuses the newer ones: these come to workspaces step by
 * step, and may go again. Where it refuses these too, a message is left with its sentence: what can be pressed can also be typed.
 * What was refused has not come to pass, so nothing is said twice.
 */
export function withPlainBlocks(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    let response = await send(input, init);
    const said = init?.body;
    if (typeof said !== 'string') return response;
    for (const simpler of [inPlain, withoutBlocks]) {
      if (response.status !== 200 || !(await isRefused(response))) return response;
      const body = simpler(new URLSearchParams(said));
      if (body !== undefined) response = await send(input, { ...init, body });
    }
    return response;
  };
}

async function isRefused(response: Response): Promise<boolean> {
  const code = refusalIn(await response.clone().text());
  return code !== undefined && refusals.includes(code);
}

/** The body with what it shows in plain blocks. Undefined where it shows nothing, or nothing that is not plain already. */
function inPlain(said: URLSearchParams): string | undefined {
  const blocks = said.get('blocks');
  const view = said.get('view');
  const plain = blocks ? plainList(parsed(blocks)) : view ? plainView(parsed(view)) : undefined;
  if (plain === undefined || plain === (blocks ?? view)) return undefined;

  const body = new URLSearchParams(said);
  body.set(blocks ? 'blocks' : 'view', plain);
  return body.toString();
}

/** Its sentence alone. Undefined where there is none, as in a modal. An empty list takes away what stood there before. */
function withoutBlocks(said: URLSearchParams): string | undefined {
  if (!said.get('text') || !said.get('blocks')) return undefined;
  const body = new URLSearchParams(said);
  body.set('blocks', '[]');
  return body.toString();
}

// What we send is what our own views made.
const Blocks = z.array(z.custom<KnownBlock>((block) => typeof block === 'object' && block !== null));
const View = z.looseObject({ blocks: Blocks });

function plainList(given: unknown): string | undefined {
  const { data } = Blocks.safeParse(given);
  return data && JSON.stringify(plainBlocks(data));
}

function plainView(given: unknown): string | undefined {
  const { data } = View.safeParse(given);
  return data && JSON.stringify({ ...data, blocks: plainBlocks(data.blocks) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
