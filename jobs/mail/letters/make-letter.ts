import { plain } from '../compose/headers.ts';
import { type Fields, type Letter, type Slot, slot } from '../compose/letter.ts';
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
  /** The address of a picture; empty or absent where the company has none. */
  logo?: string;
  /** The administrator's name. */
  inviter: string;
  /** Whom to ask: a name, with an address if there is one. */
  contact: string;
  /** It goes to the inbox of rehearsals, and says for whom it was meant. */
  isRehearsal?: boolean;
};

type Content = { subject: string; title: string; blocks: Block[] };

export function makeLetter(facts: LetterFacts, write: (texts: LetterTexts, facts: LetterFacts) => Content): Letter {
  const texts = letterIn(facts.language);
  const { company, inviter, contact } = facts;
  const tidy = { ...facts, company: plain(company), inviter: plain(inviter), contact: plain(contact) };
  const { subject, ...content } = marked(write(texts, tidy), texts, facts.isRehearsal);

  const page = { ...content, ...texts, company: tidy.company, ...(facts.logo && { logo: facts.logo }) };
  return {
    from: facts.from,
    language: texts.language,
    subject,
    text: asText(page),
    html: asHtml(page),
    values: (person) => valuesFor(person, texts),
  };
}

function marked(content: Content, { rehearsal }: LetterTexts, isRehearsal = false): Content {
  if (!isRehearsal) return content;
  const { subject, blocks, ...rest } = content;
  const line: Block = { kind: 'strong', text: rehearsal.meantFor({ who: slot('meantFor') }) };
  return { ...rest, subject: rehearsal.subject(subject), blocks: [line, ...blocks] };
}

function valuesFor(person: Fields, texts: LetterTexts): Partial<Record<Slot, string>> {
  const { name, link, phone, validUntil, timeZone, meantFor } = person;
  const email = meantFor ?? person.email;
  return {
    greeting: texts.greeting(name),
    email,
    ...(meantFor !== undefined && { meantFor: name ? `${name} (${meantFor})` : meantFor }),
    ...(link !== undefined && { link }),
    // `•••• 071` stays on one line.
    ...(phone !== undefined && { phone: phone.replaceAll(' ', '\u00a0') }),
    ...(validUntil && { validUntil: dateAndTime(validUntil, texts.locale, timeZone) }),
  };
}
