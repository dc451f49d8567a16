const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';

export function focusable(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.tabIndex >= 0);
}

/** Replaces content; when the focus was inside, it goes to the element that stands for the same thing afterwards. */
export function keepFocus(before: HTMLElement, replace: () => void): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !before.contains(active)) return void replace();

  const parent = before.parentElement;
  const place = parent ? [...parent.children].indexOf(before) : -1;
  const label = nameOf(active);
  replace();
  const after = parent?.children[place];
  if (!(after instanceof HTMLElement)) return;
  const candidates = focusable(after);
  const same = candidates.find((element) => nameOf(element) === label) ?? candidates[0];
  (same ?? after).focus({ preventScroll: true });
}

function nameOf(element: HTMLElement): string {
  return element.dataset['name'] ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
}

/** Which of these has the focus; -1 when none. */
export function focusedOf(elements: readonly Element[]): number {
  return document.activeElement ? elements.indexOf(document.activeElement) : -1;
}
