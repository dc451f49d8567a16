const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';

export function focusable(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.tabIndex >= 0);
}

/** Puts one element in the place of another. The focus goes to what stands for the same thing there, else to the whole. */
export function replaceKeepingFocus(before: HTMLElement, after: HTMLElement): void {
  const active = document.activeElement;
  const name = active instanceof HTMLElement && before.contains(active) ? nameOf(active) : undefined;
  before.replaceWith(after);
  if (name === undefined) return;

  // Never to some other button: a second press of Enter would do what nobody wanted.
  const same = focusable(after).find((element) => nameOf(element) === name);
  (same ?? after).focus({ preventScroll: true });
}

function nameOf(element: HTMLElement): string {
  return element.dataset['name'] ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
}

/** Which of these has the focus; -1 when none. */
export function focusedOf(elements: readonly Element[]): number {
  return document.activeElement ? elements.indexOf(document.activeElement) : -1;
}
