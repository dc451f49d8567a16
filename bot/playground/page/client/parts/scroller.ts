import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';

/** This close to the end counts as reading along. */
const AT_END_PX = 60;

/** A scrolling log that follows new messages while one reads along, and else says that there are some. */
export function scroller(list: HTMLElement) {
  const pane = h('div', { class: 'scroll', role: 'log', 'aria-live': 'off', tabindex: 0 }, list);
  const jump = button({ class: 'jump', hidden: true }, () => toEnd(), icon('down'), 'New messages');
  const element = h('div', { class: 'scroll-frame' }, pane, jump);
  let place: string | undefined;
  let length = 0;
  on(pane, 'scroll', () => {
    if (atEnd()) jump.hidden = true;
  });
  // Pictures, fonts and a growing composer move the end away after the fact.
  let follows = true;
  on(pane, 'scroll', () => {
    follows = atEnd();
  });
  const sizes = new ResizeObserver(() => {
    if (follows) toEnd();
  });
  sizes.observe(pane);
  sizes.observe(list);

  return { element, around, name: (label: string) => pane.setAttribute('aria-label', label) };

  /** Shows messages and then stands where the reader expects to stand. */
  function around(next: string, mine: boolean, update: () => void) {
    const reading = atEnd();
    update();
    const grew = list.childElementCount > length;
    length = list.childElementCount;
    if (next !== place || reading || (grew && mine)) toEnd();
    else if (grew) jump.hidden = false;
    place = next;
  }

  function atEnd(): boolean {
    return pane.scrollHeight - pane.scrollTop - pane.clientHeight < AT_END_PX;
  }

  function toEnd() {
    pane.scrollTop = pane.scrollHeight;
    jump.hidden = true;
  }
}
