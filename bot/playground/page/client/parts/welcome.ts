import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { recall, remember } from '../memory.ts';

const DISMISSED = 'welcome-dismissed';

/** Three steps to the first invitation, for who has never been here. */
export function welcome(start: () => void): HTMLElement {
  const sample = h('a', { href: '/playground/sample.csv', download: 'sample.csv' }, 'sample.csv');
  const dismiss = button(
    { class: 'tool', 'aria-label': 'Dismiss the introduction', title: 'Dismiss' },
    put,
    icon('close'),
  );
  const strip = h(
    'aside',
    { class: 'welcome', 'aria-label': 'First steps', hidden: recall('browser', DISMISSED) === 'yes' },
    h(
      'div',
      { class: 'welcome-head' },
      h(
        'div',
        {},
        h('h3', {}, 'From a list to a linked phone, in three steps'),
        h('p', {}, 'Be three people in a workspace of your own, and read the mails they cause.'),
      ),
      dismiss,
    ),
    h(
      'ol',
      { class: 'steps' },
      h('li', {}, h('span', {}, 'Type ', h('code', {}, '/muster import'))),
      h('li', {}, h('span', {}, 'Choose this sample list: ', sample)),
      h(
        'li',
        {},
        h('span', {}, 'Follow the card and its thread to ', h('strong', {}, 'Send'), ', then look into the inbox'),
      ),
    ),
    h(
      'div',
      { class: 'welcome-actions' },
      button({ class: 'button primary' }, start, icon('spark'), 'Start with the sample'),
    ),
  );
  return strip;

  function put() {
    strip.hidden = true;
    remember('browser', DISMISSED, 'yes');
    document.querySelector<HTMLElement>('.composer-input')?.focus();
  }
}
