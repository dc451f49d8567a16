import { directChannelOf } from './ids.ts';
import type { Channel } from './types.ts';
import type { World } from './world.ts';

export type Conversation = {
  id: string;
  name: string;
  kind: Channel['kind'];
  isPrivate: boolean;
  isShared: boolean;
  /** Person ids. */
  members: string[];
  withBot: boolean;
};

export function findConversation(world: World, id: string): Conversation | undefined {
  const channel = world.channels.find((one) => one.id === id && one.kind === 'channel');
  if (channel) {
    const { name, kind, isPrivate = false, isShared = false, withoutBot = false } = channel;
    const members = channel.members ?? world.people.map((person) => person.id);
    return { id, name, kind, isPrivate, isShared, members, withBot: !withoutBot };
  }

  const person = world.people.find((one) => directChannelOf(one.id) === id);
  return (
    person && {
      id,
      name: 'directmessage',
      kind: 'direct',
      isPrivate: true,
      isShared: false,
      members: [person.id],
      withBot: true,
    }
  );
}

/** @throws when the person is not in there: no client shows what is not there */
export function conversationFor(world: World, person: string, id: string): Conversation {
  const conversation = findConversation(world, id);
  if (!conversation?.members.includes(person)) throw new Error(`${person} is in no channel ${id}`);
  return conversation;
}

/** The channels that a person sees; the direct conversation carries the bot's name. */
export function channelsOf(world: World, person: string): Channel[] {
  const joined = world.channels
    .filter((channel) => channel.kind === 'channel' && (channel.members?.includes(person) ?? true))
    .map(({ id, name, kind, isPrivate = false, isShared = false }) => ({ id, name, kind, isPrivate, isShared }));
  return [...joined, { id: directChannelOf(person), name: world.bot.name, kind: 'direct' }];
}
