import { maskEmail, maskPhone } from '#core/mask.ts';
import type { Person } from '#core/sending/person.ts';
import { composeTemplate } from '../mail/compose/compose-template.ts';
import type { Fields } from '../mail/compose/letter.ts';
import { type InvitationFacts, invitationLetter } from '../mail/letters/invitation.ts';
import { letterIn } from '../mail/letters/letter-in.ts';
import { domainOf } from '../mail/mailbox.ts';

export type Copies = {
  /** Everything goes to one inbox. */
  isRehearsal: boolean;
  /** Where a person's mail goes. */
  recipient(person: Person): string;
  messageId(person: Person): string;
  /** One person's invitation, ready for SMTP. */
  write(person: Person): Promise<string>;
};

type Facts = Omit<InvitationFacts, 'language' | 'isRehearsal'> & {
  /** The inbox that gets every mail instead of the people. */
  rehearsal?: string | undefined;
};

/** The letter of a run. It is composed once for each language that somebody needs. */
export function makeCopies({ rehearsal, ...facts }: Facts): Copies {
  const isRehearsal = rehearsal !== undefined;
  const templates = new Map<string, Promise<(person: Fields) => string>>();
  const domain = domainOf(facts.from);

  function template(wanted: string): Promise<(person: Fields) => string> {
    const { language } = letterIn(wanted);
    const known = templates.get(language) ?? composeTemplate(invitationLetter({ ...facts, language, isRehearsal }));
    templates.set(language, known);
    return known;
  }

  // The same for every attempt, so that a mail program that gets one twice after all shows it once.
  const messageId = ({ id, tokenVersion }: Person) => `<inv-${id}.${tokenVersion}@${domain}>`;

  const recipient = ({ email }: Person) => rehearsal ?? email;

  return {
    isRehearsal,
    recipient,
    messageId,
    async write(person) {
      const { email, name, phone, timeZone, token, expiresAt, language } = person;
      const fill = await template(language ?? 'en');
      return fill({
        email: recipient(person),
        messageId: messageId(person),
        date: new Date(),
        link: `${facts.linksBeginWith}${token}`,
        validUntil: expiresAt,
        ...(name !== null && { name }),
        ...(isRehearsal && { meantFor: maskEmail(email) }),
        ...(phone !== null && { phone: maskPhone(phone) }),
        ...(timeZone !== null && { timeZone }),
      });
    },
  };
}
