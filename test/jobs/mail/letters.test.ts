import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeTemplate } from '#jobs/mail/compose/compose-template.ts';
import type { Fields } from '#jobs/mail/compose/letter.ts';
import { dateAndTime } from '#jobs/mail/letters/date-and-time.ts';
import { type InvitationFacts, invitationLetter } from '#jobs/mail/letters/invitation.ts';
import { letterIn } from '#jobs/mail/letters/letter-in.ts';
import { loginLetter } from '#jobs/mail/letters/login.ts';
import { asHtml } from '#jobs/mail/letters/page.ts';

const facts: InvitationFacts = {
  from: { name: 'Aurum Bank', address: 'onboarding@aurum.example' },
  language: 'en',
  company: 'Aurum Bank',
  inviter: 'Petra Lindqvist',
  contact: 'Petra Lindqvist (petra@aurum.example)',
  linksBeginWith: 'https://muster.aurum.example/link/',
};

const jonas: Fields = {
  email: 'jonas@aurum.example',
  name: 'Jonas Müller',
  messageId: '<inv-1.1@muster.example>',
  date: new Date('2026-11-23T09:00:00Z'),
  link: 'https://muster.aurum.example/link/9Jc-_wq0Ag8RVDQ1N2JmZGE3NjBlNGI0ZDhj',
  phone: '•••• 071',
  validUntil: new Date('2026-11-24T09:00:00Z'),
  timeZone: 'Europe/Zurich',
};

async function invited(
  changed: Partial<InvitationFacts> = {},
  person: Fields = jonas,
): Promise<Email & { text: string; html: string }> {
  const write = await composeTemplate(invitationLetter({ ...facts, ...changed }));
  const { text = '', html = '', ...mail } = await PostalMime.parse(write(person));
  return { ...mail, text, html };
}

/** What a reader sees of the HTML, on one line. */
const seen = (html: string) =>
  html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');

describe('the invitation', () => {
  it('shows the picture of the company beside its name, in case the company has one', async () => {
    const without = await invited();
    const mail = await invited({ logo: 'https://cdn.aurum.example/logo.png?a=1&b=2' });

    expect(mail.html).toMatch(
      /<img src="https:\/\/cdn\.aurum\.example\/logo\.png\?a=1&amp;b=2" alt="" height="32"[^>]*>Aurum Bank</,
    );
    expect(mail.text).toBe(without.text);
    expect(without.html).not.toContain('<img');
  });

  it.each(['text', 'html'] as const)('says everything in its %s part', async (part) => {
    const mail = await invited();

    const said = seen(mail[part]);
    for (const fact of [
      'Hello Jonas Müller,',
      'Petra Lindqvist asks you',
      '•••• 071',
      'Settings > Linked devices > Link a device',
      'Link WhatsApp account',
      'valid until Tuesday, 24 November 2026 at 10:00 CET',
      'Ask Petra Lindqvist (petra@aurum.example) for a new link',
      'work and personal ones alike',
      'It comes from onboarding@aurum.example',
      'The link begins with https://muster.aurum.example/link/',
      'sent automatically',
    ]) {
      expect(said).toContain(fact);
    }
    expect(mail[part].split(jonas.link ?? '-')).toHaveLength(part === 'text' ? 2 : 4);
  });

  it('guesses no title, and greets those whose name it does not know', async () => {
    const { name: _, ...nameless } = jonas;

    const { text } = await invited({}, nameless);

    expect(text).toContain('\nHello,\n');
    expect(text).not.toMatch(/\bM(r|s|rs)\b/);
  });

  it('loads nothing from outside', async () => {
    const { html, attachments } = await invited();

    expect(html).not.toMatch(/(src|background|url)\s*[=(]/);
    expect(attachments).toEqual([]);
  });

  it('names its language and direction', async () => {
    const { html, headers } = await invited();

    expect(html).toMatch(/<html lang="en" dir="ltr">/);
    expect(headers.find(({ key }) => key === 'content-language')?.value).toBe('en');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; alert(1) //",
    '</title><svg onload=alert(1)>',
    'A\r\nBcc: x@y.z',
  ])('shows %j as a company, an administrator and a person, and does nothing with it', async (nasty) => {
    const mail = await invited({ company: nasty, inviter: nasty, contact: nasty }, { ...jonas, name: nasty });
    const plain = await invited();

    // Whole tags without what stands in their attributes: an attribute more would show as well.
    const tags = (html: string) => html.replace(/="[^"]*"/g, '').match(/<[^>]*>/g);
    expect(tags(mail.html)).toEqual(tags(plain.html));
    expect(mail.headers.map(({ key }) => key)).toEqual(plain.headers.map(({ key }) => key));
  });

  it('comes in English where there is nothing better', () => {
    expect(['en', 'en-US', 'EN_gb', 'tlh', ''].map((language) => letterIn(language).language)).toEqual(
      Array(5).fill('en'),
    );
  });
});

describe('the mail about an account', () => {
  it('cannot be mistaken for the invitation', async () => {
    const write = await composeTemplate(loginLetter(facts));

    const { subject, text = '', html = '' } = await PostalMime.parse(write(jonas));

    expect(subject).toBe('Aurum Bank: an account was created for you');
    for (const said of [seen(text), seen(html)]) {
      expect(said).toContain('You sign in as jonas@aurum.example.');
      expect(said).toContain('It is not an invitation to link WhatsApp');
      expect(said).not.toContain('Link WhatsApp account');
      expect(said).not.toContain('/link/');
    }
  });

  it('names whom to ask when there is no page to sign in at', async () => {
    const write = await composeTemplate(loginLetter(facts));

    const { text } = await PostalMime.parse(write(jonas));

    expect(text).toContain('Ask Petra Lindqvist (petra@aurum.example) where to sign in.');
  });
});

it('a letter in Arabic runs from right to left, but its address does not', () => {
  const html = asHtml({
    language: 'ar',
    direction: 'rtl',
    title: 'ربط واتساب',
    company: 'Aurum',
    blocks: [{ kind: 'button', label: 'ربط', link: 'https://x.test/', copyLink: 'انسخ' }],
  });

  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toMatch(/<a class="plain" dir="ltr" href="https:\/\/x.test\/"/);
});

it('a time is told in the zone of the reader, and in UTC where that is unknown', () => {
  const noon = new Date('2026-07-01T12:00:00Z');

  expect(dateAndTime(noon, 'en-GB', 'America/New_York')).toBe('Wednesday, 1 July 2026 at 08:00 GMT-4');
  expect(dateAndTime(noon, 'en-GB', 'Mars/Olympus')).toBe('Wednesday, 1 July 2026 at 12:00 UTC');
});
