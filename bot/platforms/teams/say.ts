import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import type { Reply } from '../../reply.ts';
import { sentence } from '../../wording.ts';
import { PlaceClosed, ThreadGone } from '../define.ts';
import type { Desk } from './desk.ts';
import { type DrawContext, draw } from './draw/index.ts';
import { RefusalError, toFault } from './fault.ts';
import { threadOf } from './place.ts';
import { teamsUsersIn } from './users-in.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export const attached = (content: object) => ({ contentType: CARD, content });

/** A message with one card. Its words are for notifications, and for who has the card read out. */
export async function message(desk: Desk, reply: Reply, how: Pick<DrawContext, 'view' | 'dialog' | 'timeZone'>) {
  const mris = await desk.mris(teamsUsersIn(reply));
  const card = draw(reply, { ...how, mris, simulated: desk.simulated });
  return { type: 'message', summary: sentence(reply), attachments: [attached(card)] };
}

// 403: we were never in it, or are there no more; 404: it is gone. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
const closed = [
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
];
const isClosed = (error: RefusalError) => error.status === 403 || closed.includes(error.code);

// A conversation that is there, and a message in it that is not.
const messageGone = ['ActivityNotFoundInConversation', 'MessageNotFound'];

/** Teams keeps no mark that could be looked for: it goes with the message for whoever searches in its logs. */
export async function say(
  desk: Desk,
  place: Place,
  { reply, mark }: { reply: Reply; mark?: string | undefined },
): Promise<string> {
  const at = await desk.address({ ...place, conversation: threadOf(place) });
  const words = await message(desk, reply, { view: 'shared' });
  return desk.connector.post(at, { ...words, ...(mark && { channelData: { muster: mark } }) }).catch((error) => {
    if (!(error instanceof RefusalError)) throw toFault(error);
    if (place.root && messageGone.includes(error.code)) throw new ThreadGone(place.root);
    throw isClosed(error) || error.status === 404 ? new PlaceClosed(place.conversation) : toFault(error);
  });
}

/** False where this message will never be edited again, so that what it says has to be said anew. */
export async function rewrite(desk: Desk, place: Place, messageId: string, reply: Reply): Promise<boolean> {
  const at = await desk.address({ ...place, conversation: threadOf(place) });
  try {
    await desk.connector.put(at, messageId, await message(desk, reply, { view: 'shared' }));
    return true;
  } catch (error) {
    if (error instanceof RefusalError && (isClosed(error) || error.status === 404 || error.status === 405))
      return false;
    throw toFault(error);
  }
}

/** What is gone already, or will never go, is left as it is. */
export async function remove(desk: Desk, place: Place, messageId: string): Promise<void> {
  const at = await desk.address({ ...place, conversation: threadOf(place) });
  await desk.connector.remove(at, messageId).catch((error) => {
    const fault = toFault(error);
    if (!(fault instanceof Fault) || fault.retry !== 'never') throw fault;
  });
}
