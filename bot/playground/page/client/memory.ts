/** What this tab or browser remembers. Without storage (private windows, policies) the page works and forgets. */
export function remember(where: 'tab' | 'browser', key: string, value: string): void {
  try {
    storage(where).setItem(`muster-playground.${key}`, value);
  } catch {
    return;
  }
}

export function recall(where: 'tab' | 'browser', key: string): string | undefined {
  try {
    return storage(where).getItem(`muster-playground.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

function storage(where: 'tab' | 'browser'): Storage {
  return where === 'tab' ? sessionStorage : localStorage;
}
