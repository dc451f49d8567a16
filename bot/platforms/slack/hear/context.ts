import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Hear, Heard, Suggest } from '../../define.ts';
import { type Asker, answer } from '../answer.ts';
import type { People } from '../people.ts';
import type { Carried } from '../views/carried.ts';
import { plainWords } from './words.ts';

export type HearContext = {
  workspaceId: string;
  botUserId: string;
  client: WebClient;
  people: People;
  hear: Hear;
  suggest: Suggest;
  log: Logger;
};

type Said = { asker: Asker; asked: Heard['asked']; eventKey?: string };

/** From here on it is our product: who spoke, where, what they asked, and the answer back to them. */
export async function pass(context: HearContext, { asker, asked, eventKey }: Said): Promise<void> {
  const from = await context.people.profile(asker.userId);
  const reply = await context.hear({
    from,
    place: place(context, asker.carried),
    asked,
    ...(eventKey && { eventKey }),
  });
  await answer(context.client, context.log, asker, reply);
}

export function place({ workspaceId }: Pick<HearContext, 'workspaceId'>, { conversation, root }: Carried) {
  return { platform: 'slack', workspaceId, conversation, ...(root && { root }) };
}

/** "import staff" → verb and words; nothing typed asks for help. */
export function typed(text: string): Heard['asked'] {
  const [verb = 'help', ...words] = plainWords(text);
  return { verb: verb.toLowerCase(), words };
}
