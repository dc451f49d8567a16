import { type Conversation, findConversation } from '../conversations.ts';
import { directChannelOf } from '../ids.ts';
import type { World } from '../world.ts';
import { SlackError } from './method.ts';

/**
 * Where the bot may post: a channel by id or #name, or a person's direct conversation by the person's id.
 * @throws channel_not_found, not_in_channel
 */
export function postingPlace(world: World, channel: string): Conversation {
  const place = knownPlace(world, channel);
  if (!place.withBot && !world.scopes.includes('chat:write.public')) throw new SlackError('not_in_channel');
  return place;
}

/** @throws channel_not_found, also for a private channel without the bot */
export function knownPlace(world: World, channel: string): Conversation {
  const byName = world.channels.find((one) => `#${one.name}` === channel)?.id;
  const direct = world.people.some((person) => person.id === channel) ? directChannelOf(channel) : undefined;
  const place = findConversation(world, byName ?? direct ?? channel);

  if (!place || (place.isPrivate && !place.withBot)) throw new SlackError('channel_not_found');
  return place;
}
