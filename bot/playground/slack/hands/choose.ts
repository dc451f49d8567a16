import type { Place } from '../elements.ts';
import { chosenValue, type InputValue } from '../input-value.ts';
import type { StoredView } from '../modals.ts';
import type { World } from '../world.ts';

export const offeredKey = (view: StoredView, { actionId }: Place): string => `${view.id} ${actionId}`;

/** What an element holds after the choice; buttons hold nothing. */
export function choose(world: World, place: Place, chosen: string[], view?: StoredView): InputValue | undefined {
  const offered = view ? (world.offered.get(offeredKey(view, place)) ?? []) : [];
  return chosenValue(place.element, chosen, offered);
}
