import { replaceKeepingFocus } from './focus.ts';

type Plan<Item> = {
  key: (item: Item) => string;
  /** Everything the element is made of; it is built anew only when this changed. */
  made: (item: Item) => string;
  build: (item: Item) => HTMLElement;
};

type Known = { element: HTMLElement; made: string };

/** Keeps a parent's children in step with a list and leaves alone what did not change. */
export function keyedList<Item>(
  parent: HTMLElement,
  { key, made, build }: Plan<Item>,
): (items: readonly Item[]) => void {
  let known = new Map<string, Known>();

  return (items) => {
    const next = new Map<string, Known>();
    for (const item of items) next.set(key(item), upToDate(item, known.get(key(item))));
    for (const [name, { element }] of known) if (!next.has(name)) element.remove();
    known = next;
    putInOrder([...next.values()].map(({ element }) => element));
  };

  function upToDate(item: Item, before: Known | undefined): Known {
    const recipe = made(item);
    if (before?.made === recipe) return before;

    const element = build(item);
    if (before && before.element !== element) replaceKeepingFocus(before.element, element);
    return { element, made: recipe };
  }

  /** Moving an element makes it lose focus and scroll position, so only what stands wrong is moved. */
  function putInOrder(elements: HTMLElement[]): void {
    let at: Element | null = parent.firstElementChild;
    for (const element of elements) {
      if (element === at) at = at.nextElementSibling;
      else parent.insertBefore(element, at);
    }
  }
}

/** Calls `show` only when what it shows changed. */
export function whenChanged<Shown>(show: (shown: Shown) => void): (shown: Shown) => void {
  let last: string | undefined;
  return (shown) => {
    const now = JSON.stringify(shown);
    if (now === last) return;
    last = now;
    show(shown);
  };
}
