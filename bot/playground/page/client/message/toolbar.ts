import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { type Choice, openMenu } from '../base/menu.ts';
import type { MessageDeeds, ShownMessage } from './message.ts';

/** Appears on hover and when the keyboard is inside the message; always there where nothing can hover. */
export function showToolbar({ message, replies }: ShownMessage, deeds: MessageDeeds): HTMLElement | undefined {
  // Slack offers neither on what only one person sees.
  if (message.onlyFor !== undefined) return undefined;
  const choices = shortcuts(message.files?.length ?? 0, deeds);
  if (!replies && choices.length === 0) return undefined;

  const more = button(
    { 'aria-label': 'More actions', 'aria-haspopup': 'menu', title: 'More actions' },
    () => openMenu(more, choices),
    icon('more'),
  );
  const reply = button(
    { 'aria-label': 'Reply in thread', title: 'Reply in thread' },
    () => deeds.openThread(),
    icon('reply'),
  );
  return h(
    'div',
    { class: 'message-tools', role: 'group', 'aria-label': 'Message' },
    replies && reply,
    choices.length > 0 && more,
  );
}

function shortcuts(files: number, deeds: MessageDeeds): Choice[] {
  return files > 0 ? [{ name: 'Import this list', chosen: () => void deeds.shortcut('import_message') }] : [];
}
