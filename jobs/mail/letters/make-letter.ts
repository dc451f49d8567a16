import { plain } from '../compose/headers.ts';
import type { Fields, Letter, Slot } from '../compose/letter.ts';
import type { Mailbox } from '../mailbox.ts';
import { dateAndTime } from './date-and-time.ts';
import { letterIn } from './letter-in.ts';
import type { LetterTexts } from './letter-texts.ts';
import { asHtml, asText, type Block } from './page.ts';

/** What is the same for everyone who gets a letter. */
export type LetterFacts = {
  from: Mailbox;
  /** The reader's language, BCP 47. */
  language: string;
  company: string;
  /** The administrator's name. */
  inviter: string;
  /** Whom to ask: a name, with an address if there is one. */
  contact: string;
};

type Content = { subject: string; title: string; blocks: Block[] };

export function makeLetter(facts: LetterFacts, write: (texts: LetterTexts, facts: LetterFacts) => Content): Letter {
  const texts = letterIn(facts.language);
  const { company, inviter, contact } = facts;
  const tidy = { ...facts, company: plain(company), inviter: plain(inviter), contact: plain(contact) };
  const { subject, ...content } = write(texts, tidy);

  const page = { ...content, ...texts, company: tidy.company };
  return {
    from: facts.from,
    language: texts.language,
    subject,
    text: asText(page),
    html: asHtml(page),
    values: (person) => valuesFor(person, texts),
  };
}

function valuesFor(person: Fields, texts: LetterTexts): Partial<Record<Slot, string>> {
  const { email, name, link, phone, validUntil, timeZone } = person;
  return {
    greeting: texts.greeting(name),
    email,
    ...(link !== undefined && { link }),
    // `•••• 071` stays on one line.
    ...(phone !== undefined && { phone: phone.replaceAll(' ', '\u00a0') }),
    ...(validUntil && { validUntil: dateAndTime(validUntil, texts.locale, timeZone) }),
  };
}
