import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Mailbox } from '../mailbox.ts';

/** What differs from person to person inside a letter. */
export type Slot = z.infer<typeof Slot>;
export const Slot = z.enum(['greeting', 'email', 'phone', 'link', 'validUntil', 'meantFor']);

/** One person's copy of a letter. */
export type Fields = {
  /** Where it goes. */
  email: string;
  name?: string;
  /** Of a rehearsal: the address, masked, of the person who would get it. */
  meantFor?: string;
  /** With its angle brackets. The same copy sent again has the same one, so that mail programs show it once. */
  messageId: string;
  date: Date;
  link?: string;
  /** Already masked: `•••• 071`. */
  phone?: string;
  validUntil?: Date;
  /** IANA name such as `Europe/Vienna`; UTC without it. */
  timeZone?: string;
};

/** A letter as everyone gets it, with slots for what differs. */
export type Letter = {
  from: Mailbox;
  /** BCP 47. */
  language: string;
  subject: string;
  text: string;
  html: string;
  /** Plain text for each slot the letter uses; the HTML part escapes it. */
  values(person: Fields): Partial<Record<Slot, string>>;
};

// Made anew by every process, so that no name or company can look like a slot.
const MARK = `slot${randomBytes(9).toString('hex')}`;
const SLOT = new RegExp(`${MARK}-(\\w+)-${MARK}`);

/** The place in a letter's text or HTML where a value goes. */
export const slot = (name: Slot): string => `${MARK}-${name}-${MARK}`;

/** A text as its pieces: what is the same for everyone, and the slots between. */
export function cutAtSlots(text: string): (string | { slot: Slot })[] {
  const found = SLOT.exec(text);
  if (!found) return [text];
  const [whole, name] = found;
  return [
    text.slice(0, found.index),
    { slot: Slot.parse(name) },
    ...cutAtSlots(text.slice(found.index + whole.length)),
  ];
}
