import { cardsFor } from './hands/press.ts';
import type { Dialog, Snapshot } from './types.ts';
import { personalOf, personOf, type World } from './world.ts';

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
      .map((message) => ({ ...message, cards: cardsFor(world, me.id, message) })),
    ...(dialog && { dialog: withoutWhere(dialog) }),
    notices: world.notices.get(me.id) ?? [],
    complaints: world.complaints.get(me.id) ?? [],
  };
}

const withoutWhere = ({ title, card, page }: Dialog): Dialog => ({ title, card, ...(page && { page }) });
