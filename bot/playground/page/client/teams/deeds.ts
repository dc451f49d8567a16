import { tryInTeams } from '../act.ts';
import { IN_DIALOG, type Store } from '../store.ts';
import type { Pressed } from './card/show-card.ts';

/** Presses a button on a message. What the bot answers is shown there. */
export function press(store: Store, messageId: string, { sendsOff, verb, data, inputs }: Pressed): Promise<void> {
  return listening(store, messageId, () =>
    tryInTeams(
      store,
      sendsOff ? { act: 'fill', messageId, inputs } : { act: 'press', messageId, verb, data: { ...data, ...inputs } },
    ),
  );
}

/** Presses a button in the open dialog. What the bot answers as it closes is shown over the page. */
export function submit(store: Store, { verb, data, inputs }: Pressed): Promise<void> {
  return listening(store, IN_DIALOG, () => tryInTeams(store, { act: 'submit', inputs, ...(verb && { verb }), data }));
}

async function listening(store: Store, where: string, deed: () => Promise<boolean>): Promise<void> {
  const answers = new Map([...store.get().answers].filter(([on]) => on !== where && on !== IN_DIALOG));
  store.change({ answers });
  const before = noticesOf(store).length;
  await deed();
  const heard = noticesOf(store).slice(before);
  if (heard.length > 0) store.change({ answers: new Map([...store.get().answers, [where, heard.join(' ')]]) });
}

const noticesOf = (store: Store): string[] => store.get().server?.teams?.snapshot.notices ?? [];
