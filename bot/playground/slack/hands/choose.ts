import { channelsOf } from '../conversations.ts';
import type { Place } from '../elements.ts';
import { chosenValue, type InputValue } from '../input-value.ts';
import type { StoredView } from '../modals.ts';
import { offeredConversations } from '../offered-conversations.ts';
import type { World } from '../world.ts';

export const offeredKey = (view: StoredView, { actionId }: Place): string => `${view.id} ${actionId}`;

type Chosen = { place: Place; chosen: string[]; view?: StoredView };

/**
 * What an element holds after the person's choice; buttons hold nothing.
 * @throws when a conversation is chosen that Slack's client does not offer there
 */
export function choose(world: World, person: string, { place, chosen, view }: Chosen): InputValue | undefined {
  const conversations = offeredConversations(place.element, channelsOf(world, person))?.map(({ id }) => id);
  const strange = conversations && chosen.find((id) => !conversations.includes(id));
  if (strange) throw new Error(`${place.element.type} ${place.actionId} does not offer ${strange}`);

  const offered = view ? (world.offered.get(offeredKey(view, place)) ?? []) : [];
  return chosenValue(place.element, chosen, offered);
}
