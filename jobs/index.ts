import type { Work } from '#core/work.ts';
import { beginScheduled } from './begin-scheduled.ts';
import { checkImport } from './check-import.ts';
import type { JobContext } from './context.ts';
import { sendInvitations } from './send-invitations/send-invitations.ts';
import { sendLoginMails } from './send-login-mails.ts';
import { sendTestMail } from './send-test-mail.ts';
import { wakeCompany } from './wake-company.ts';

export type Jobs = { [K in keyof Work]: (data: Work[K], context: JobContext) => Promise<void> };

/** How everything is done that core may ask for. */
export const jobs: Jobs = {
  'check-import': checkImport,
  'send-login-mails': sendLoginMails,
  'send-test-mail': sendTestMail,
  'wake-company': wakeCompany,
  'begin-scheduled': beginScheduled,
  'send-invitations': sendInvitations,
};
