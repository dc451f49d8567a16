import type { FaultBox } from './faults.ts';
import type { Clock } from './ids.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import type { TeamsDoubleOptions } from './options.ts';
import type { Card, Conversation, Dialog, Message, Person } from './types.ts';

export type StoredFile = { id: string; name: string; content: Uint8Array; key: string };
/** Where somebody has agreed to have a file, until it is there. */
export type Slot = { name: string; size: number; content?: Uint8Array };

/** Everything that the parts of the double share. */
export type World = Omit<TeamsDoubleOptions, 'port' | 'conversations'> & {
  url(): string;
  serviceUrl(): string;
  deliverTo: string | undefined;
  conversations: Map<string, Conversation>;
  messages: Map<string, Message>;
  files: Map<string, StoredFile>;
  slots: Map<string, Slot>;
  /** Bearer tokens that were handed out, and until when they count. */
  tokens: Map<string, number>;
  dialogs: Map<string, Dialog & { where: { conversation: string; root?: string } }>;
  /** A card as it has shown itself anew to one person. */
  views: Map<string, Card>;
  notices: Map<string, string[]>;
  complaints: Map<string, string[]>;
  keys: Keys;
  clock: Clock;
  faultBox: FaultBox;
  log: Log;
  /** Something visible has changed. */
  changed(): void;
};

export const viewKey = (person: string, messageId: string): string => `${person} ${messageId}`;

export function personOf({ people }: World, id: string): Person {
  const found = people.find((person) => person.id === id || person.mri === id);
  if (!found) throw new Error(`There is no person ${id}`);
  return found;
}

export function conversationOf(world: World, id: string): Conversation {
  const found = world.conversations.get(id);
  if (!found) throw new Error(`There is no conversation ${id}`);
  return found;
}

/** The bot and this person alone. The same for ever. */
export function personalOf(world: World, person: Person): Conversation {
  const id = `a:1${person.id.replaceAll('-', '')}`;
  const known = world.conversations.get(id);
  if (known) return known;
  const made: Conversation = { id, name: world.bot.name, kind: 'personal', personId: person.id };
  world.conversations.set(id, made);
  return made;
}

export function tellPerson(kept: Map<string, string[]>, person: string, words: string): void {
  kept.set(person, [...(kept.get(person) ?? []), words]);
}
