import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import { type Reply, show } from '../../reply.ts';
import { views } from '../../views/index.ts';
import { theirs } from '../../views/ink.ts';
import { note } from '../../views/kit.ts';
import { listWords, sentence } from '../../wording.ts';
import { PlaceClosed, ThreadGone } from '../define.ts';
import { drawBlocks } from './draw/blocks.ts';
import { mrkdwn } from './draw/words.ts';
import { said, toFault } from './fault.ts';
import { marked } from './find.ts';
import { limits } from './limits.ts';

/** A message's words for notifications and screen readers, and its blocks. */
export function message(reply: Reply) {
  return { text: mrkdwn(theirs(sentence(reply)), limits.text), blocks: drawBlocks(show(views, reply)) };
}

const cards: Reply['kind'][] = ['import', 'run', 'summary', 'approval', 'home'];

/** Every card says so while nobody is really linked. */
export const simulation = ({ kind }: Reply): KnownBlock[] =>
  cards.includes(kind) ? drawBlocks([note(listWords.simulated)]) : [];

/** `simulated`: the connector is the simulator. */
export type Manner = { simulated: boolean };

function card(reply: Reply, { simulated }: Manner) {
  const { text, blocks } = message(reply);
  return { text, blocks: [...blocks, ...(simulated ? simulation(reply) : [])] };
}

// https://docs.slack.dev/reference/methods/chat.postMessage#errors
const closed = [
  ...['not_in_channel', 'channel_not_found', 'is_archived', 'no_permission'],
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
];
const threadGone = ['thread_not_found', 'cannot_reply_to_message', 'restricted_action_non_threadable_channel'];

type Said = Manner & { reply: Reply; mark?: string | undefined };

export async function say(client: WebClient, place: Place, { reply, mark, ...manner }: Said): Promise<string> {
  const posted = await client.chat
    .postMessage({
      channel: place.conversation,
      ...(place.root && { thread_ts: place.root }),
      ...card(reply, manner),
      ...(mark && { metadata: marked(mark) }),
      unfurl_links: false,
    })
    .catch((error) => {
      if (closed.some((code) => said(error, code))) throw new PlaceClosed(place.conversation);
      throw threadGone.some((code) => said(error, code)) ? new ThreadGone(place.root) : toFault(error);
    });
  if (!posted.ts) throw new Error('chat.postMessage gave no ts');
  return posted.ts;
}

// https://docs.slack.dev/reference/methods/chat.update#errors
const uneditable = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_inactive', ...closed];

/** False where this message will never be edited again, so that what it says has to be said anew. */
export async function rewrite(
  client: WebClient,
  place: Place,
  ts: string,
  { reply, ...manner }: Said,
): Promise<boolean> {
  try {
    await client.chat.update({ channel: place.conversation, ts, ...card(reply, manner) });
    return true;
  } catch (error) {
    if (uneditable.some((code) => said(error, code))) return false;
    throw toFault(error);
  }
}

/** What is gone already, or will never go, is left as it is. */
export async function remove(client: WebClient, place: Place, ts: string): Promise<void> {
  await client.chat.delete({ channel: place.conversation, ts }).catch((error) => {
    const fault = toFault(error);
    if (!(fault instanceof Fault) || fault.retry !== 'never') throw fault;
  });
}
