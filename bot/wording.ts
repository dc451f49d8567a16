import type { Permission } from '#core/permission.ts';
import type { RunCause } from '#core/runs/cause.ts';
import type { InvitationState, LinkState, RunState } from '#core/states.ts';
import { plural } from './wording/numbers.ts';

export { count, duration, more, plural } from './wording/numbers.ts';
export { problems, rejectionSentence } from './wording/problems.ts';
export { reasonSentence, reasons } from './wording/reasons.ts';
export { refusalSentence } from './wording/refusals.ts';
export { sentence } from './wording/sentences.ts';

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

export const linkStates: Record<LinkState, string> = {
  invited: 'Invited',
  opened: 'Opened',
  code_shown: 'Code shown',
  linked: 'Linked',
  expired: 'Expired',
  revoked: 'Withdrawn',
  refused: 'Refused',
  unlinked: 'Unlinked',
};

/** Why a run stands still or ended, where its state alone does not say. */
export const causes: Record<RunCause, string> = {
  split: 'It was split into smaller runs.',
  'channel-off': 'WhatsApp was turned off before its turn came.',
  'mail-server-connect': 'The mail server does not answer. Trying again until it does; nobody is lost.',
  'mail-server-login':
    'The mail server refuses our login. Whoever runs Muster should look at SMTP_URL; trying again until it works.',
  'mail-server-tls':
    'No safe connection to the mail server is possible. Whoever runs Muster should look at SMTP_URL; trying again.',
  'mail-server-protocol': 'The mail server answers in a way that makes no sense. Trying again until it does.',
};

/** What became of one invitation. */
export const outcomes: Record<InvitationState, string> = {
  queued: 'Waiting',
  claimed: 'Waiting',
  sending: 'Being sent',
  sent: 'Invited',
  failed: 'Failed',
  unknown: 'Unknown',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
  bounced: 'Came back',
};
