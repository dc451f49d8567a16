export type Child = Node | string | false | undefined;
export type Attributes = Record<string, string | number | boolean | undefined>;

/** Builds an element. Texts become text nodes and attributes are set one by one, so nothing is ever parsed as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...present(children));
  return element;
}

/** `true` sets the bare attribute; `false` and `undefined` take it away. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

export function present(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== undefined && child !== false);
}

/** Adds a listener and gives the element back, so that it can be used in place. */
export function on<Name extends keyof HTMLElementEventMap, Target extends HTMLElement>(
  element: Target,
  name: Name,
  heard: (event: HTMLElementEventMap[Name]) => void,
): Target {
  element.addEventListener(name, heard);
  return element;
}

export function button(
  attributes: Attributes,
  pressed: (event: MouseEvent) => void,
  ...children: Child[]
): HTMLButtonElement {
  return on(h('button', { type: 'button', ...attributes }, ...children), 'click', pressed);
}

let ids = 0;

/** A fresh id for pairs of elements that name each other. */
export function freshId(stem: string): string {
  ids += 1;
  return `${stem}-${ids}`;
}
