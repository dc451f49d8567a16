import type { AuditAction } from '#core/audit/action.ts';
import type { CheckedAudit } from '#core/audit/verify-audit.ts';
import { count, plural } from './numbers.ts';

/** What was done, as the audit trail tells it. */
export const auditActions: Record<AuditAction, string> = {
  'file-held': 'Asked about a file that others can read',
  'file-moved': 'File moved to a private conversation',
  'file-kept': 'File imported where others can read it',
  'file-forgotten': 'File left alone',
  'upload-removed': 'Uploaded file to be deleted where others can read it',
  'import-received': 'List brought in',
  'import-checked': 'List checked',
  'import-rejected': 'List refused',
  'import-applied': 'List imported',
  'import-discarded': 'List discarded',
  'import-expired': 'List discarded, because nobody decided about it',
  'login-mails-given-up': 'Login mails given up',
  'run-drafted': 'Run drafted',
  'run-split': 'Run split',
  'run-sent': 'Send pressed',
  'run-approved': 'Run approved',
  'run-rejected': 'Run rejected',
  'run-started': 'Run started',
  'run-taken-over': 'Run taken over by another process',
  'run-paused': 'Run paused',
  'run-resumed': 'Run resumed',
  'run-deferred': 'Run put off',
  'run-given-up': 'Run given up',
  'run-completed': 'Run completed',
  'run-cancelled': 'Run cancelled',
  'run-aborted': 'Run ended early',
  'run-voided': 'Run set aside, because its list had changed',
  'run-discarded': 'Run discarded',
  'run-expired': 'Run expired',
  'run-log-taken': 'Log of a run downloaded',
  'setting-changed': 'Setting changed',
  'permission-granted': 'Permission given',
  'permission-revoked': 'Permission taken away',
  'connect-code-made': 'Code made that connects another workspace',
  'company-joined': 'Two workspaces brought into one company',
  'app-installed': 'App installed into a workspace',
  'app-left': 'App taken out of a workspace',
  'person-erased': 'Person erased',
  'people-purged': 'People who left long ago erased',
  'run-purged': 'People of an old run erased',
  'import-purged': 'People of an old list erased',
  'operators-joined': 'Two accounts found to be one person',
  'audit-taken': 'Audit trail downloaded',
  'evidence-taken': 'Evidence of a run downloaded',
  'people-taken': 'Everybody in the directory downloaded',
};

// Enough to compare by eye; the file has all of it.
const SHORT_HASH = 12;

const KEEP = 'Leave the database as it is, and ask whoever runs Muster who else may write to it.';

/** What a look at the whole chain has found, with moments as the platform writes them. */
export function auditSentence(
  { entries, since, head, broken, missing }: CheckedAudit,
  moment: (at: Date) => string = inUtc,
): string {
  const all = plural(entries, 'entry', 'entries');
  if (broken) {
    const what = broken.action ? `“${auditActions[broken.action]}”, ` : '';
    return `The audit trail is broken: of ${all}, number ${count(broken.entry)} (${what}${moment(broken.at)}) is the first that does not fit what stands before it. ${KEEP}`;
  }
  if (missing) return `The audit trail is broken: it has ${all}, but ${count(missing.noted)} were written. ${KEEP}`;
  return since
    ? `The audit trail has ${all}, unbroken since ${moment(since)}, head ${head.slice(0, SHORT_HASH)}.`
    : 'The audit trail has no entry yet.';
}

/** "2026-11-22, 14:32 UTC" */
const inUtc = (at: Date) => `${at.toISOString().slice(0, 10)}, ${at.toISOString().slice(11, 16)} UTC`;
