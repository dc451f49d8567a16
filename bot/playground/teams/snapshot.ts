import { cardsFor } from './hands/press.ts';
import type { Dialog, Snapshot } from './types.ts';
import { personalOf, personOf, viewKey, type World } from './world.ts';

export function snapshotFor(world: World, personId: string): Snapshot {
  const me = personOf(world, personId);
  const own = personalOf(world, me);
  const conversations = [...world.conversations.values()].filter(
    ({ kind, id }) => kind !== 'personal' || id === own.id,
  );
  const seen = new Set(conversations.map(({ id }) => id));
  const dialog = world.dialogs.get(me.id);
  return {
    ...{ me, people: world.people, conversations },
    messages: [...world.messages.values()]
      .filter(({ conversation, onlyFor }) => seen.has(conversation) && (!onlyFor || onlyFor === me.id))
      .map((message) => ({
        ...message,
        cards: cardsFor(world, me.id, message),
        ...(world.views.has(viewKey(me.id, message.id)) && { shownAnew: true }),
      })),
    ...(dialog && { dialog: withoutWhere(dialog) }),
    notices: world.notices.get(me.id) ?? [],
    complaints: world.complaints.get(me.id) ?? [],
  };
}

const withoutWhere = ({ title, card, page }: Dialog): Dialog => ({ title, card, ...(page && { page }) });

/** Whoever sees the message that a file hangs on may have it. */
export function fileFor(
  world: World,
  fileId: string,
  personId: string,
): { name: string; content: Uint8Array } | undefined {
  const isSeen = snapshotFor(world, personId).messages.some(({ files }) => files.some(({ id }) => id === fileId));
  const file = isSeen ? (world.files.get(fileId) ?? world.slots.get(fileId)) : undefined;
  return file?.content && { name: file.name, content: file.content };
}
