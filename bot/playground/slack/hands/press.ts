import { conversationFor } from '../conversations.ts';
import { deliverMessageAction, deliverViewAction, remember } from '../deliver/action.ts';
import { type Place, placesIn } from '../elements.ts';
import { type StoredView, topOf } from '../modals.ts';
import { findMessage, messageKey } from '../state.ts';
import type { Choice } from '../types.ts';
import type { World } from '../world.ts';
import { choose } from './choose.ts';

type Press = {
  person: string;
  on: { channel: string; ts: string } | { viewId: string };
  actionId: string;
  choice: Choice;
};

export async function press(world: World, { person, on, actionId, choice }: Press): Promise<void> {
  if ('viewId' in on) return pressInView(world, person, viewFor(world, person, on.viewId), { actionId, choice });

  const conversation = conversationFor(world, person, on.channel);
  const message = findMessage(world.state, on);
  if (!message || (message.onlyFor && message.onlyFor !== person))
    throw new Error(`${person} sees no message ${on.ts}`);

  const earlier = choice.late ? (world.state.earlier.get(messageKey(message)) ?? []) : [];
  const place = findPlace(placesIn([...(message.blocks ?? []), ...earlier]), actionId, choice.blockId);
  const chosen = choose(world, person, { place, chosen: chosenBy(choice) });
  await deliverMessageAction(world, { person, conversation, message, place, chosen });
}

async function pressInView(
  world: World,
  person: string,
  view: StoredView,
  { actionId, choice }: { actionId: string; choice: Choice },
): Promise<void> {
  const place = findPlace(placesIn(view.view.blocks), actionId, choice.blockId);
  const chosen = choose(world, person, { place, chosen: chosenBy(choice), view });
  if (chosen) remember(view.state, place, chosen);

  // Slack tells of a change in an input block only where the block asks for it.
  if (place.block.type === 'input' && !place.block.dispatch_action) return world.changed();
  await deliverViewAction(world, { person, view, place, chosen });
}

const chosenBy = ({ selected, value }: Choice): string[] => selected ?? (value === undefined ? [] : [value]);

/** @throws when this view is not in front of the person */
export function viewFor(world: World, person: string, viewId: string): StoredView {
  const home = world.state.homes.get(person);
  const view = home?.id === viewId ? home : topOf(world, person);
  if (view?.id !== viewId) throw new Error(`${person} does not have the view ${viewId} in front`);
  return view;
}

/** @throws when it is not there */
export function findPlace(places: Place[], actionId: string, blockId?: string): Place {
  const place = places.find((one) => one.actionId === actionId && (!blockId || one.blockId === blockId));
  if (!place)
    throw new Error(`There is no ${actionId} among ${places.map((one) => one.actionId).join(', ') || 'nothing'}`);
  return place;
}
