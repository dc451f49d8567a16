import { companyName } from '#core/store/companies.ts';
import { transaction } from '#core/store/db.ts';
import { tell } from '#core/store/outbox.ts';
import { readSettings } from '#core/store/settings.ts';
import { claimTestMail, settleTestMail, type TestMailState } from '#core/store/test-mails.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from './context.ts';
import { composeTemplate } from './mail/compose/compose-template.ts';
import type { Delivery } from './mail/delivery.ts';
import { openLane } from './mail/lane.ts';
import { testLetter } from './mail/letters/test.ts';
import { domainOf, sentBy } from './mail/mailbox.ts';

type Needs = Pick<JobContext, 'db' | 'log' | 'mail'>;

/** One mail to whoever asked for it, from the sender that invitations have. It is sent once; what came of it is told. */
export async function sendTestMail(wanted: Work['send-test-mail'], { db, log, mail }: Needs): Promise<void> {
  const person = await claimTestMail(db, wanted);
  if (!person) return;

  const { email, name } = person;
  const outcome: Outcome =
    email === null ? { state: 'not-sent' } : await send(wanted, { email, name }, { db, log, mail });
  await transaction(db, async (tx) => {
    await settleTestMail(tx, wanted, outcome);
    await tell(tx, 'tell-test-mail', wanted);
  });
}

type Outcome = { state: TestMailState; reply?: string };

async function send(
  { companyId, testMailId }: Work['send-test-mail'],
  { email, name }: { email: string; name: string },
  { db, log, mail }: Needs,
): Promise<Outcome> {
  const company = await companyName(db, companyId);
  const settings = await readSettings(db, companyId);
  const from = sentBy({ company, mailFrom: settings['mail.from'] }, mail.from);
  const facts = { from, language: 'en', company, logo: settings['company.logo'], inviter: name, contact: name };
  const fill = await composeTemplate(testLetter(facts));
  const copy = { email, name, messageId: `<test-${testMailId}@${domainOf(from)}>`, date: new Date() };

  const lane = openLane(mail.smtp, { log });
  const delivery = await lane
    .deliver({ from: from.address, to: email, body: async () => fill(copy) })
    .finally(() => lane.close());
  return outcomeOf(delivery);
}

function outcomeOf(delivery: Delivery): Outcome {
  switch (delivery.kind) {
    case 'sent':
      return { state: 'sent' };
    case 'refused':
      return { state: 'refused', reply: delivery.reply };
    case 'invalid-address':
      return { state: 'refused' };
    case 'withheld':
      return { state: 'not-sent' };
    case 'not-sent':
      return { state: 'not-sent', reply: delivery.cause };
    case 'unknown':
      return { state: 'unknown' };
  }
}
