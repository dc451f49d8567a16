import { z } from 'zod';

/** Everything that the audit trail can say was done. A word that stood in it once is never taken away: old entries keep it. */
export const AuditAction = z.enum([
  'file-held',
  'file-moved',
  'file-kept',
  'file-forgotten',
  'upload-removed',
  'import-received',
  'import-checked',
  'import-rejected',
  'import-applied',
  'import-discarded',
  'import-expired',
  'login-mails-given-up',
  'run-drafted',
  'run-split',
  'run-sent',
  'run-approved',
  'run-rejected',
  'run-started',
  'run-taken-over',
  'run-paused',
  'run-resumed',
  'run-deferred',
  'run-given-up',
  'run-completed',
  'run-cancelled',
  'run-aborted',
  'run-voided',
  'run-discarded',
  'run-expired',
  'run-log-taken',
  'setting-changed',
  'permission-granted',
  'permission-revoked',
  'connect-code-made',
  'company-joined',
  'app-installed',
  'app-left',
  'person-erased',
  'people-purged',
  'run-purged',
  'import-purged',
  'operators-joined',
  'audit-taken',
  'evidence-taken',
  'people-taken',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** What it was done to. */
export type AuditSubject = {
  subject: 'file' | 'member' | 'import' | 'run' | 'setting' | 'operator' | 'group' | 'company';
  id: string;
};
