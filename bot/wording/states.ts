import type { RunCause } from '#core/runs/cause.ts';
import type { RowStatus } from '#core/runs/row-status.ts';
import type { ImportState, InvitationState, LinkState, RowState, RunState } from '#core/states.ts';
import { goOnLabel } from './go-on.ts';

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
  total: 'Total',
} as const;

export const importStates: Record<ImportState, string> = {
  receiving: 'Being fetched',
  checking: 'Being checked',
  ready: 'Waits for a decision',
  rejected: 'Refused',
  applied: 'Imported',
  discarded: 'Discarded',
  undone: 'Undone',
};

export const rowStates: Record<RowState, string> = {
  new: labels.new,
  changed: labels.changed,
  unchanged: labels.unchanged,
  wrong: labels.wrong,
};

/** What became of a person, as details and summaries say it. */
export const rowStatuses: Record<RowStatus, string> = {
  Success: labels.invited,
  Skipped: labels.skipped,
  Failed: labels.failed,
  Unknown: labels.unknown,
  Cancelled: labels.cancelled,
  Waiting: 'Waiting',
};

export const runStates: Record<RunState, string> = {
  draft: 'Draft',
  awaiting_approval: 'Waits for approval',
  scheduled: 'Waits for its time',
  pending: 'Waits for its turn',
  sending: 'Sending',
  deferred: 'Put off',
  paused: 'Paused',
  cancelling: 'Being cancelled',
  completed: 'Completed',
  cancelled: 'Cancelled',
  aborted: 'Ended early',
  discarded: 'Discarded',
  expired: 'Expired',
  rejected: 'Rejected',
};

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

/** Why a run stands still or ended, where its state alone does not say. */
export const causes: Record<RunCause, string> = {
  split: 'It was split into smaller runs.',
  'list-changed': 'Its list has changed since it was drafted, so nobody can approve it.',
  'channel-off': 'WhatsApp was turned off before its turn came.',
  'no-progress': 'Nobody could be mailed for a day, so the run was given up. Those who were not mailed are cancelled.',
  'paused-too-long':
    'It was paused for a week, so it ended. Those who were not mailed are cancelled; Resume makes a new run of them.',
  tried: `Have a look at what the first ones got. “${goOnLabel}” mails everybody else, “Cancel run” nobody else.`,
  interrupted:
    'Whoever sent it was interrupted again and again before anybody was mailed. Whoever runs Muster should look at the log, then press Resume.',
  'mail-server-refused':
    'Many mails in a row could not leave for reasons that are not the people’s. Whoever runs Muster should look at the mail server, then press Resume. Nobody is lost.',
  'mail-server-connect': 'The mail server does not answer. Press Resume when it is back; nobody is lost.',
  'mail-server-login':
    'The mail server refuses our login. Whoever runs Muster should look at SMTP_URL, then press Resume; nobody is lost.',
  'mail-server-tls':
    'No safe connection to the mail server is possible. Whoever runs Muster should look at SMTP_URL, then press Resume; nobody is lost.',
  'mail-server-protocol':
    'The mail server answers in a way that makes no sense. Whoever runs Muster should look at it, then press Resume; nobody is lost.',
  'mail-server-busy':
    'The mail server wants fewer mails than we can send one at a time. Set a lower “mail.rate”, or press Resume later; nobody is lost.',
};
