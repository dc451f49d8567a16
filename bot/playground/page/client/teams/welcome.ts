import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { recall, remember } from '../memory.ts';
import type { Store } from '../store.ts';

const DISMISSED = 'welcome-dismissed-teams';

/** Three steps to the first invitation, for who has never been here. */
export function teamsWelcome(store: Store, attach: (files: File[]) => void, focus: () => void): HTMLElement {
  const sample = h('a', { href: '/playground/sample.csv', download: 'sample.csv' }, 'sample.csv');
  const dismiss = button(
    { class: 'tool', 'aria-label': 'Dismiss the introduction', title: 'Dismiss' },
    put,
    icon('close'),
  );
  const away = recall('browser', DISMISSED) === 'yes';
  const strip = h(
    'aside',
    { class: 'welcome', 'aria-label': 'First steps', hidden: away, 'data-away': away && 'yes' },
    h(
      'div',
      { class: 'welcome-head' },
      h(
        'div',
        {},
        h('h3', {}, 'From a list to a linked phone, in three steps'),
        h('p', {}, 'The same three people and the same company as in Slack, in Microsoft Teams.'),
      ),
      dismiss,
    ),
    h(
      'ol',
      { class: 'steps' },
      h('li', {}, h('span', {}, 'Attach this sample list: ', sample)),
      h('li', {}, h('span', {}, 'Send it, and follow the card to ', h('strong', {}, 'Send'))),
      h('li', {}, h('span', {}, 'Look into the inbox')),
    ),
    h(
      'div',
      { class: 'welcome-actions' },
      button({ class: 'button primary' }, () => void start(), icon('spark'), 'Attach the sample list'),
    ),
  );
  return strip;

  async function start() {
    const answer = await fetch('/playground/sample.csv').catch(() => undefined);
    if (!answer?.ok) return store.change({ trouble: 'The playground is not answering. Is it still running?' });
    attach([new File([await answer.blob()], 'sample.csv', { type: 'text/csv' })]);
    focus();
  }

  function put() {
    strip.hidden = true;
    strip.dataset['away'] = 'yes';
    remember('browser', DISMISSED, 'yes');
    focus();
  }
}
