import type { FoundInvitation } from '#core/link/find-invitation.ts';
import { frame } from '../page/frame.ts';
import { type Html, html } from '../page/html.ts';
import { textsIn } from './texts/index.ts';
import type { LinkTexts } from './texts/texts.ts';

type Page = { status: 200 | 404 | 410; html: string; logo?: string };

/** What this link shows. Every link that does not work, for whatever cause, shows one and the same page. */
export function linkPage(found: FoundInvitation | undefined): Page {
  const texts = textsIn(found?.language);
  if (!found) return { status: 404, html: closed(texts) };
  if (found.linked) return ownPage(texts, found, [paragraph(texts.linked)]);
  if (found.standing !== 'valid') return { status: 410, html: closed(texts) };
  return ownPage(texts, found, invitation(texts, found));
}

function ownPage(texts: LinkTexts, { company, logo }: FoundInvitation, body: Html[]): Page {
  return {
    status: 200,
    html: frame(texts, texts.title(company), body, { ...(logo && { logo }) }),
    ...(logo && { logo }),
  };
}

function invitation(
  texts: LinkTexts,
  { name, invitedBy, company, phone, expiresAt, isRehearsal }: FoundInvitation,
): Html[] {
  return [
    ...(isRehearsal ? [html`<p class="next"><strong>${texts.rehearsalTitle}</strong> ${texts.rehearsal}</p>`] : []),
    ...(name ? [paragraph(texts.greeting(name))] : []),
    paragraph(texts.invited(invitedBy, company)),
    ...(phone ? [paragraph(texts.number(phone))] : []),
    paragraph(texts.archived),
    html`<p class="next" role="status">${texts.next}</p>`,
    html`<p class="small">${texts.validUntil(moment(expiresAt, texts.language))}</p>`,
  ];
}

/** The page was opened too often. */
export function busyPage(): string {
  const texts = textsIn();
  return frame(texts, texts.busyTitle, [paragraph(texts.busy)]);
}

/** Something is wrong on our side, for a moment. */
export function troublePage(): string {
  const texts = textsIn();
  return frame(texts, texts.troubleTitle, [paragraph(texts.trouble)]);
}

const closed = (texts: LinkTexts) => frame(texts, texts.closedTitle, [paragraph(texts.closed)]);

const paragraph = (text: string) => html`<p>${text}</p>`;

const moment = (at: Date, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
    .format(at)
    .concat(' UTC');
