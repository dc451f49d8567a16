import type { Log } from '#core/process/log.ts';
import type { CountMail } from '#core/process/metrics.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Sending } from '#core/sending/open.ts';
import type { Db } from '#core/store/db.ts';
import type { SmtpSettings } from './mail/config.ts';
import type { Mailbox } from './mail/mailbox.ts';

/** What every job may use. */
export type JobContext = {
  db: Db;
  log: Log;
  secrets: Secrets;
  sending: Sending;
  countMail: CountMail;
  mail: { smtp: SmtpSettings; from: Mailbox };
  /** Where people reach us, without a slash at the end. */
  publicUrl: string;
  /** Aborted when the process is to end: long jobs stop at a good place. */
  stopping: AbortSignal;
};
