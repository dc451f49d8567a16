import type { Message } from '../../../teams/types.ts';
import { actInTeams } from '../act.ts';
import type { Store } from '../store.ts';

/** Half of a card in view is seen. */
const SEEN = 0.5;

/** A card that shows itself anew to who looks does so when it comes into view: once for each person and each edit. */
export function lookAtCards(store: Store) {
  const watched = new WeakMap<Element, Message>();
  const asked = new Set<string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) look(target);
    },
    { threshold: [0, SEEN] },
  );

  return (element: HTMLElement, message: Message) => {
    watched.set(element, message);
    observer.observe(element);
  };

  function look(element: Element): void {
    const message = watched.get(element);
    observer.unobserve(element);
    if (!message || !element.isConnected) return;
    const once = `${store.get().person} ${JSON.stringify(message)}`;
    if (asked.has(once)) return;
    asked.add(once);
    // Nobody has asked for it, so what goes wrong is no news to them: the card stays as everybody sees it.
    actInTeams(store, { act: 'look', messageId: message.id }).catch(() => undefined);
  }
}

/** Whether its card has yet to show itself anew to this person. */
export function refreshesFor({ cards, shownAnew }: Message, mri: string | undefined): boolean {
  if (shownAnew) return false;
  return cards.some(({ refresh }) => {
    const userIds = typeof refresh === 'object' && refresh !== null && 'userIds' in refresh ? refresh.userIds : [];
    return mri !== undefined && Array.isArray(userIds) && userIds.includes(mri);
  });
}
