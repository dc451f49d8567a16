import type { Permission } from '#core/permission.ts';
import type { RunState } from '#core/states.ts';
import { plural } from './wording/numbers.ts';

export { count, duration, plural } from './wording/numbers.ts';
export { problems, rejectionSentence } from './wording/problems.ts';
export { reasonSentence, reasons } from './wording/reasons.ts';
export { refusalSentence } from './wording/refusals.ts';

/** Labels that stand before numbers. They are a contract: whoever reads cards by program relies on them. */
export const labels = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  wrong: 'Wrong',
  invite: 'Invite',
  skip: 'Skip',
  fail: 'Fail',
  invited: 'Invited',
  skipped: 'Skipped',
  failed: 'Failed',
  unknown: 'Unknown',
  cancelled: 'Cancelled',
} as const;

export const buttons = {
  apply: 'Import',
  discard: 'Discard',
  details: 'Details',
  invite: 'Invite to WhatsApp…',
  send: 'Send',
  approve: 'Approve',
  reject: 'Reject…',
  cancel: 'Cancel run',
  split: 'Split',
  retry: 'Retry failed',
  download: 'Download log',
  import: 'Import a list…',
} as const;

export const runStates: Record<RunState, string> = {
  draft: 'Draft',
  awaiting_approval: 'Waits for approval',
  pending: 'Waits for its turn',
  sending: 'Sending',
  deferred: 'Waits for mail servers',
  paused: 'Paused',
  cancelling: 'Stopping',
  completed: 'Completed',
  cancelled: 'Cancelled',
  aborted: 'Ended early',
  discarded: 'Dropped',
  expired: 'Expired',
  rejected: 'Rejected',
};

export const permissions: Record<Permission, string> = {
  'import-members': 'bring in lists',
  'view-imports': 'see lists',
  'run-invitations': 'send invitations',
  'view-runs': 'see runs and their logs',
  'view-org-units': 'see org units',
  'approve-runs': 'approve runs of others',
  'manage-settings': 'change settings and permissions',
};

export const people = (number: number) => plural(number, 'person', 'people');
export const rows = (number: number) => plural(number, 'row', 'rows');

export const wentWrong = (reference: string) =>
  `Something went wrong on our side; nothing was lost. Try again, and if it happens again, quote reference ${reference}.`;
