import { button, h, on } from './dom.ts';
import { focusedOf } from './focus.ts';

export type Choice = { name: string; chosen: () => void };

/** A menu at a button, in the top layer: closes on Escape, on a click elsewhere, and after a choice. */
export function openMenu(anchor: HTMLElement, choices: Choice[]): void {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto' });
  menu.append(...choices.map(({ name, chosen }) => item(name, chosen)));
  // Beside an open modal everything else is inert, so a menu in a modal must live inside it.
  (anchor.closest('dialog') ?? document.body).append(menu);
  on(menu, 'keydown', (event) => moveInMenu(menu, event));
  menu.addEventListener('toggle', (event) => {
    if (!(event instanceof ToggleEvent) || event.newState !== 'closed') return;
    anchor.setAttribute('aria-expanded', 'false');
    menu.remove();
  });

  menu.showPopover();
  place(menu, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  items(menu)[0]?.focus();

  function item(name: string, chosen: () => void): HTMLElement {
    return button(
      { role: 'menuitem', tabindex: -1 },
      () => {
        menu.hidePopover();
        anchor.focus();
        chosen();
      },
      name,
    );
  }
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

function moveInMenu(menu: HTMLElement, event: KeyboardEvent): void {
  if (event.key === 'Tab') menu.hidePopover();
  const all = items(menu);
  const at = focusedOf(all);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[(to + all.length) % all.length]?.focus();
}

/** Below the button where there is room, else above; never off the screen. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const x = left + width > innerWidth - 8 ? right - width : left;
  const y = bottom + height > innerHeight - 8 ? top - height - 4 : bottom + 4;
  menu.style.left = `${Math.max(8, x)}px`;
  menu.style.top = `${Math.max(8, y)}px`;
}
