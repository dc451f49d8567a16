import { envelope } from '../deliver/envelope.ts';
import { tellUntilTaken } from '../deliver/send.ts';
import type { Inputs } from '../types.ts';
import type { World } from '../world.ts';
import { actionsIn } from './actions.ts';
import { fillIn } from './dialog.ts';
import { cardsFor, messageOf, whereIs } from './press.ts';

type Filled = { person: string; messageId: string; inputs: Inputs };

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions: an Action.Submit is told as a message without words. */
export async function fill(world: World, { person, messageId, inputs }: Filled): Promise<void> {
  const message = messageOf(world, messageId);
  const [card] = cardsFor(world, person, message);
  const action = card && actionsIn(card).find(({ type, data }) => type === 'Action.Submit' && !('msteams' in data));
  if (!card || !action) throw new Error(`There is nothing to send off on ${messageId}`);
  const value = { ...action.data, ...fillIn(card, inputs) };
  const told = envelope(world, person, whereIs(world, message), { type: 'message', replyToId: messageId, value });
  await tellUntilTaken(world, told);
}
