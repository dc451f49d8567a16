import { composeTemplate } from '#jobs/mail/compose/compose-template.ts';
import { invitationLetter } from '#jobs/mail/letters/invitation.ts';

/** How long an invitation is on its way, so that others send letters as long. */
export async function letterBytes(): Promise<number> {
  const from = { name: 'Acme Capital', address: 'muster@example.com' };
  const linksBeginWith = 'https://muster.example.com/link/';
  const people = { company: 'Acme Capital', inviter: 'Rosa', contact: 'Rosa (rosa@example.com)' };
  const fill = await composeTemplate(invitationLetter({ from, language: 'en', linksBeginWith, ...people }));
  return fill({
    email: 'p12345@bench.example.com',
    name: 'Jörg Müller-Lüdenscheidt 12345',
    messageId: '<inv-00000000-0000-0000-0000-000000000000.1@example.com>',
    date: new Date(),
    link: linksBeginWith + 'x'.repeat(43),
    phone: '•••• 071',
    validUntil: new Date(),
  }).length;
}
