import type { ConfirmationDialog } from '@slack/types';
import { button, freshId, h } from '../base/dom.ts';
import { type Names, showText } from '../mrkdwn/show.ts';

/** Asks back in a dialog of its own. Escape and a click beside it mean no. */
export function confirmed({ title, text, confirm, deny, style }: ConfirmationDialog, names: Names): Promise<boolean> {
  const titleId = freshId('confirm');
  const dialog = h(
    'dialog',
    { class: 'dialog confirm', role: 'alertdialog', 'aria-labelledby': titleId, closedby: 'any' },
    h('h2', { id: titleId }, title?.text ?? 'Are you sure?'),
    showText(text, names),
    h(
      'div',
      { class: 'dialog-actions' },
      button({ class: 'button', autofocus: style === 'danger' }, () => dialog.close('no'), deny?.text ?? 'Cancel'),
      button(
        { class: `button ${style ?? 'primary'}`, autofocus: style !== 'danger' },
        () => dialog.close('yes'),
        confirm?.text ?? 'Yes',
      ),
    ),
  );
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
