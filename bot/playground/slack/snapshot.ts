import { channelsOf } from './conversations.ts';
import { directChannelOf } from './ids.ts';
import { type StoredView, topOf } from './modals.ts';
import type { StoredMessage } from './state.ts';
import type { Message, OpenView, Person, Snapshot } from './types.ts';
import { personOf, type World } from './world.ts';

/** Everything one person sees right now. */
export function snapshotFor(world: World, personId: string): Snapshot {
  const channels = channelsOf(world, personId);
  const seen = new Set(channels.map((channel) => channel.id));
  const modal = topOf(world, personId);
  const home = world.state.homes.get(personId);

  return {
    me: asPerson(personOf(world, personId)),
    people: world.people.map(asPerson),
    bot: { id: world.bot.userId, name: world.bot.name },
    channels,
    messages: [...world.state.messages.values()]
      .filter((message) => seen.has(message.channel) && (!message.onlyFor || message.onlyFor === personId))
      .map(asMessage),
    complaints: world.complaints.get(personId) ?? [],
    ...(modal && { modal: asOpenView(modal) }),
    ...(home && { home: asOpenView(home) }),
  };
}

/** A file is seen by its owner, and by everybody in a channel where it was posted. */
export function fileFor(world: World, id: string, personId: string): { name: string; content: Uint8Array } | undefined {
  const file = world.state.files.get(id);
  const content = world.contents.get(id);
  if (!file || !content) return undefined;

  const channels = [...channelsOf(world, personId).map((channel) => channel.id), directChannelOf(personId)];
  const mayRead = file.user === personId || file.channels.some((channel) => channels.includes(channel));
  return mayRead ? { name: file.name, content } : undefined;
}

function asPerson({ id, name, about, email, isAdmin, isOwner, isGuest }: Person): Person {
  return { id, name, about, email, isAdmin, isOwner, isGuest };
}

export function asMessage({ metadata: _unseen, ...message }: StoredMessage): Message {
  return message;
}

function asOpenView({ id, hash, view, errors }: StoredView): OpenView {
  return { id, hash, view, ...(errors && Object.keys(errors).length > 0 && { errors }) };
}
