import type { Button, Overflow } from '@slack/types';
import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { openMenu } from '../base/menu.ts';
import { isSafeUrl } from '../mrkdwn/angle.ts';
import { withEmoji } from '../mrkdwn/emoji.ts';
import { confirmed } from './confirm.ts';
import type { BlockContext, Choice } from './context.ts';

export function showButton(element: Button, blockId: string | undefined, context: BlockContext): HTMLElement {
  const { text, style, value, url, confirm } = element;
  const shown = button(
    { class: `button ${style ?? ''}`, 'aria-label': element.accessibility_label, 'data-name': element.action_id },
    async () => {
      if (shown.ariaBusy === 'true') return;
      if (confirm && !(await confirmed(confirm, context.names))) return;
      if (url) openLink(url);
      await whileBusy(shown, () =>
        context.press(element.action_id ?? '', { ...at(blockId), ...(value !== undefined && { value }) }),
      );
    },
    h('span', {}, withEmoji(text.text)),
  );
  return shown;
}

export function showOverflow(element: Overflow, blockId: string | undefined, context: BlockContext): HTMLElement {
  const shown = button(
    { class: 'button overflow', 'aria-label': 'More actions', 'aria-haspopup': 'menu', 'data-name': element.action_id },
    () =>
      openMenu(
        shown,
        element.options.map((option) => ({ name: withEmoji(option.text.text), chosen: () => choose(option) })),
      ),
    icon('more'),
  );
  return shown;

  async function choose({ value, url }: Overflow['options'][number]) {
    if (shown.ariaBusy === 'true') return;
    if (element.confirm && !(await confirmed(element.confirm, context.names))) return;
    if (url) openLink(url);
    const picked = value ?? '';
    await whileBusy(shown, () =>
      context.press(element.action_id ?? '', { ...at(blockId), value: picked, selected: [picked] }),
    );
  }
}

/** Pressed and not yet acknowledged: it says so, and does not take a second press. */
export async function whileBusy(shown: HTMLElement, work: () => Promise<void>): Promise<void> {
  shown.setAttribute('aria-busy', 'true');
  shown.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    shown.removeAttribute('aria-busy');
    shown.removeAttribute('aria-disabled');
  }
}

function at(blockId: string | undefined): Choice {
  return blockId === undefined ? {} : { blockId };
}

function openLink(url: string): void {
  if (isSafeUrl(url)) open(url, '_blank', 'noopener,noreferrer');
}
