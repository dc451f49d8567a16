import type { ShownMail } from '../../state.ts';
import { button, h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whenChanged } from '../base/keyed.ts';
import { tabs } from '../base/tabs.ts';
import { fullTime } from '../mrkdwn/date.ts';
import { readLinks } from '../mrkdwn/inline.ts';
import { showInline } from '../mrkdwn/show.ts';

/** One mail, as its reader sees it and as plain text. */
export function mailView(back: () => void) {
  const element = h('div', { class: 'mail' });
  const show = whenChanged((mail: ShownMail | undefined) => {
    element.replaceChildren(...(mail ? [head(mail, back), bodies(mail)] : [nothing()]));
    if (mail) element.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  });
  return { element, show };
}

function nothing(): HTMLElement {
  return h('div', { class: 'empty mail-none' }, icon('mail'), h('p', {}, 'Choose a mail to read it.'));
}

function head({ subject, from, to, date }: ShownMail, back: () => void): HTMLElement {
  return h(
    'header',
    { class: 'mail-head' },
    button({ class: 'tool back', 'aria-label': 'Back to all mails' }, back, icon('back')),
    h(
      'div',
      {},
      h('h3', { tabindex: -1 }, subject || '(no subject)'),
      h('p', { class: 'faint' }, `From ${from}`),
      h('p', { class: 'faint' }, `To ${to}, `, h('time', { datetime: date }, fullTime(new Date(date)))),
    ),
  );
}

function bodies(mail: ShownMail): HTMLElement {
  const plain = { name: 'Plain text', build: () => plainText(mail) };
  return tabs('Mail', mail.hasHtml ? [{ name: 'HTML', build: () => frame(mail) }, plain] : [plain]);
}

function frame({ id, to }: ShownMail): HTMLElement {
  return h('iframe', {
    class: 'mail-frame',
    title: `HTML of the mail to ${to}`,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    src: `/playground/mails/${encodeURIComponent(id)}`,
  });
}

function plainText({ id }: ShownMail): HTMLElement {
  const shown = h('pre', { class: 'mail-text', tabindex: 0 });
  const nobody = { me: '', person: (user: string) => user, channel: (channel: string) => channel };
  fetch(`/playground/mails/${encodeURIComponent(id)}/text`)
    .then((response) => (response.ok ? response.text() : 'This mail is gone.'))
    .catch(() => 'The playground is not answering.')
    .then((text) => shown.replaceChildren(...showInline(readLinks(text), nobody)));
  return shown;
}
