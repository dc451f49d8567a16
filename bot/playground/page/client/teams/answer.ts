import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whenChanged } from '../base/keyed.ts';
import { IN_DIALOG, type Page, type Store } from '../store.ts';

type Answer = { messageId: string; text: string; isReply: boolean };

/** What the bot answered to a press, shown to the presser alone until they put it away. */
export function showAnswer(store: Store, { messageId, text, isReply }: Answer): HTMLElement {
  const away = button(
    { class: 'tool', 'aria-label': 'Dismiss the answer', title: 'Dismiss' },
    () => {
      const answers = new Map(store.get().answers);
      answers.delete(messageId);
      store.change({ answers });
    },
    icon('close'),
  );
  return h(
    'div',
    { class: `teams-answer${isReply ? ' reply' : ''}` },
    icon('info'),
    h('span', { class: 'grow', role: 'alert' }, text),
    away,
  );
}

/** The same for what was pressed in a dialog that is closed by now. */
export function dialogAnswer(store: Store) {
  const element = h('div', { class: 'teams-toast' });
  const show = whenChanged((text: string) =>
    element.replaceChildren(...(text ? [showAnswer(store, { messageId: IN_DIALOG, text, isReply: false })] : [])),
  );
  return { element, show: (page: Page) => show(page.answers.get(IN_DIALOG) ?? '') };
}
