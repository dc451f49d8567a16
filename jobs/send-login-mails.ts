import type { ImportRef } from '#core/imports/import-ref.ts';
import { maskEmail } from '#core/mask.ts';
import {
  claimLoginMail,
  endLoginMails,
  giveBackLoginMail,
  type LoginMailRecipient,
  loginMailFacts,
} from '#core/store/login-mails.ts';
import { later } from '#core/store/outbox.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from './context.ts';
import { composeTemplate } from './mail/compose/compose-template.ts';
import type { Fields } from './mail/compose/letter.ts';
import type { Delivery } from './mail/delivery.ts';
import { type Lane, openLane } from './mail/lane.ts';
import { contactOf } from './mail/letters/contact.ts';
import { letterIn } from './mail/letters/letter-in.ts';
import { loginLetter } from './mail/letters/login.ts';
import type { LetterFacts } from './mail/letters/make-letter.ts';
import { domainOf, type Mailbox, sentBy } from './mail/mailbox.ts';
import { makePace } from './send-invitations/pace.ts';

type Needs = Pick<JobContext, 'db' | 'log' | 'mail' | 'stopping'>;

/** Tells the people whom an import brought that they have an account: each once, one after the other. */
export async function sendLoginMails(list: Work['send-login-mails'], needs: Needs): Promise<void> {
  const { db, log, mail } = needs;
  const facts = await loginMailFacts(db, list);
  if (!facts) return;

  const { rehearsal, company, logo, inviter, inviterEmail } = facts;
  const from = sentBy(facts, mail.from);
  const known = { from, company, logo, inviter, contact: contactOf(inviter, inviterEmail) };
  const lane = openLane(mail.smtp, { log });
  try {
    await sendAll(list, needs, { lane, from, rehearsal, write: makeWriter(known, rehearsal) });
  } finally {
    await lane.close();
  }
  // Who is left is asked for again by the sweep.
  await endLoginMails(db, list, rehearsal !== undefined);
}

type Write = (person: LoginMailRecipient) => Promise<string>;
/** `rehearsal`: the inbox that gets every mail instead of the people. */
type Go = { lane: Lane; from: Mailbox; write: Write; rehearsal: string | undefined };

/** Who was told "later" by their server is given back, and not tried again in this go. */
async function sendAll(
  list: ImportRef,
  { db, log, stopping }: Needs,
  { lane, from, write, rehearsal }: Go,
): Promise<void> {
  const postponed: string[] = [];
  const isRehearsal = rehearsal !== undefined;
  const pace = makePace({ db, log, companyId: list.companyId, halt: stopping });
  for (;;) {
    await pace.turn();
    // The process is about to end: whoever comes next goes on.
    if (stopping.aborted) return later(db, 'send-login-mails', list);
    const person = await claimLoginMail(db, list, { except: postponed, rehearsal: isRehearsal });
    if (!person) return;

    const body = () => write(person);
    const delivery = await lane.deliver({ from: from.address, to: rehearsal ?? person.email, body });
    if (!mayTryAgain(delivery)) continue;
    await giveBackLoginMail(db, { ...list, memberId: person.memberId }, isRehearsal);
    if (delivery.kind === 'not-sent') return;
    postponed.push(person.memberId);
  }
}

/** Certainly not arrived, and not refused for good. What may have arrived is never sent again. */
function mayTryAgain(delivery: Delivery): boolean {
  return delivery.kind === 'not-sent' || (delivery.kind === 'refused' && !delivery.permanent);
}

/** The letter, composed once for each language that somebody needs. */
function makeWriter(facts: Omit<LetterFacts, 'language'>, rehearsal: string | undefined): Write {
  const isRehearsal = rehearsal !== undefined;
  const templates = new Map<string, Promise<(person: Fields) => string>>();
  const domain = domainOf(facts.from);

  return async ({ memberId, email, name, language }) => {
    const letter = letterIn(language ?? 'en').language;
    const template = templates.get(letter) ?? composeTemplate(loginLetter({ ...facts, language: letter, isRehearsal }));
    templates.set(letter, template);

    const fill = await template;
    return fill({
      email: rehearsal ?? email,
      messageId: `<login-${isRehearsal ? 'rehearsal-' : ''}${memberId}@${domain}>`,
      date: new Date(),
      ...(name && { name }),
      ...(isRehearsal && { meantFor: maskEmail(email) }),
    });
  };
}
